import type { Sketches, Stages } from '../../../experiments/stage.ts'
import { LocksSketch } from './LocksSketch.tsx'
import { LocksStage } from './LocksStage.tsx'
import { WatchesSketch } from './WatchesSketch.tsx'
import { WatchesStage } from './WatchesStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'zookeeper/watches': WatchesStage,
  'zookeeper/locks': LocksStage,
}

/** What their pages show before there is a run to draw. */
export const sketches: Sketches = {
  'zookeeper/watches': WatchesSketch,
  'zookeeper/locks': LocksSketch,
}
