import type { ActivemqViews } from '../../../shared/systems/activemq-views.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of ActiveMQ at the instant in force. */
export const useActivemqView = viewHook<ActivemqViews>()
