import type { Sketches } from '../../../../experiments/stage.ts'
import { DeliverySketch, OpenTransactionSketch } from './DeliverySketch.tsx'
import { RebalanceSketch } from './RebalanceSketch.tsx'
import { AcksSketch, HighWatermarkSketch, IdempotenceSketch } from './ReplicationSketch.tsx'

/** What the pages of Kafka's experiments explain before there is a run to draw. */
export const sketches: Sketches = {
  'kafka/rebalance': RebalanceSketch,
  'kafka/high-watermark': HighWatermarkSketch,
  'kafka/acks': AcksSketch,
  'kafka/idempotence': IdempotenceSketch,
  'kafka/open-transaction': OpenTransactionSketch,
  'kafka/delivery': DeliverySketch,
}
