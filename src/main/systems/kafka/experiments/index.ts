import type { ExperimentKit } from '../../experiment.ts'
import { acks } from './acks/index.ts'
import { openCleaner } from './cleaner.ts'
import { highWatermark } from './high-watermark/index.ts'

/** What can be tried on a Kafka cluster. */
export const kit: ExperimentKit = {
  experiments: [highWatermark, acks],
  cleaner: openCleaner,
}
