import type { KafkaViews } from '../../../shared/systems/kafka-views.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of Kafka at the instant in force. */
export const useKafkaView = viewHook<KafkaViews>()
