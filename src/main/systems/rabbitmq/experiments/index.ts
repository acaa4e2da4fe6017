import type { ExperimentKit } from '../../experiment.ts'
import { openCleaner } from './cleaner.ts'
import { deadLetters } from './dead-letters/index.ts'
import { prefetch } from './prefetch/index.ts'

/** What can be tried on a RabbitMQ cluster. */
export const kit: ExperimentKit = {
  experiments: [deadLetters, prefetch],
  cleaner: (connection) => Promise.resolve(openCleaner(connection)),
}
