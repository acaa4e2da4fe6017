import type { ExperimentKit } from '../../experiment.ts'
import { openCleaner } from './cleaner.ts'

/** What can be tried on a Kafka cluster. */
export const kit: ExperimentKit = {
  experiments: [],
  cleaner: openCleaner,
}
