import type { KafkaViews } from '../../../shared/systems/kafka-views.ts'
import { otherViewHook } from '../../app/compare/use-other-view.ts'
import { viewHook } from '../../api/use-view.ts'

/** A view of Kafka at the instant in force. */
export const useKafkaView = viewHook<KafkaViews>()

/** The same at the other moment, while two are compared. */
export const useOtherKafkaView = otherViewHook<KafkaViews>()
