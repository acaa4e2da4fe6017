import type { ExperimentKit } from '../../experiment.ts'
import { acks } from './acks/index.ts'
import { openCleaner } from './cleaner.ts'
import { delivery } from './delivery/index.ts'
import { highWatermark } from './high-watermark/index.ts'
import { idempotence } from './idempotence/index.ts'
import { openTransaction } from './open-transaction/index.ts'
import { rebalance } from './rebalance/index.ts'

/** What can be tried on a Kafka cluster. */
export const kit: ExperimentKit = {
  experiments: [rebalance, highWatermark, acks, delivery, idempotence, openTransaction],
  cleaner: openCleaner,
}
