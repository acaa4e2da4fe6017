import type { ExperimentKit } from '../../experiment.ts'
import { znodeCleaner } from './cleaner.ts'
import { locks } from './locks/experiment.ts'
import { watches } from './watches/experiment.ts'

export const zookeeperKit: ExperimentKit = {
  experiments: [watches, locks],
  cleaner: (connection) => Promise.resolve(znodeCleaner(connection)),
}
