import type { ExperimentKit } from '../../experiment.ts'
import { acks } from './acks/index.ts'
import { queueCleaner } from './cleaner.ts'
import { prefetch } from './prefetch/index.ts'

/** What can be tried on ActiveMQ Classic. */
export const activemqKit: ExperimentKit = {
  experiments: [acks, prefetch],
  cleaner: (connection) => Promise.resolve(queueCleaner(connection)),
}
