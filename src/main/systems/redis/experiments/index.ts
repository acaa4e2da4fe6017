import type { ExperimentKit } from '../../experiment.ts'
import { redisCleaner } from './cleaner.ts'
import { lock } from './lock/experiment.ts'
import { redirects } from './redirects/experiment.ts'

export const redisKit: ExperimentKit = {
  experiments: [redirects, lock],
  cleaner: (connection) => Promise.resolve(redisCleaner(connection)),
}
