import type { Stages } from '../../../experiments/stage.ts'
import { DeliveryStage } from './delivery/DeliveryStage.tsx'
import { RebalanceStage } from './rebalance/RebalanceStage.tsx'
import { ReplicationStage } from './replication/ReplicationStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'kafka/rebalance': RebalanceStage,
  'kafka/high-watermark': ReplicationStage,
  'kafka/acks': ReplicationStage,
  'kafka/idempotence': ReplicationStage,
  'kafka/open-transaction': ReplicationStage,
  'kafka/delivery': DeliveryStage,
}
