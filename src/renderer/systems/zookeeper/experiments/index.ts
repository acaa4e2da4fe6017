import type { Stages } from '../../../experiments/stage.ts'
import { LocksStage } from './LocksStage.tsx'
import { WatchesStage } from './WatchesStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'zookeeper/watches': WatchesStage,
  'zookeeper/locks': LocksStage,
}
