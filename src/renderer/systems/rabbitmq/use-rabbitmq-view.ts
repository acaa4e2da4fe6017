import type { RabbitmqViews } from '../../../shared/systems/rabbitmq-views.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of RabbitMQ at the instant in force. */
export const useRabbitmqView = viewHook<RabbitmqViews>()
