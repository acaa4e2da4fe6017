import type { RabbitmqViews } from '../../../shared/systems/rabbitmq-views.ts'
import { otherViewHook } from '../../app/compare/use-other-view.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of RabbitMQ at the instant in force. */
export const useRabbitmqView = viewHook<RabbitmqViews>()

/** The same at the other moment, while two are compared. */
export const useOtherRabbitmqView = otherViewHook<RabbitmqViews>()
