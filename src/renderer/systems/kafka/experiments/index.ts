import type { Stages } from '../../../experiments/stage.ts'
import { DeliveryStage } from './delivery/DeliveryStage.tsx'
import { ReplicationStage } from './replication/ReplicationStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'kafka/high-watermark': ReplicationStage,
  'kafka/acks': ReplicationStage,
  'kafka/delivery': DeliveryStage,
}
