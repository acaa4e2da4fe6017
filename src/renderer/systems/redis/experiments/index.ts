import type { Sketches, Stages } from '../../../experiments/stage.ts'
import { LockSketch } from './LockSketch.tsx'
import { LockStage } from './LockStage.tsx'
import { RedirectsSketch } from './RedirectsSketch.tsx'
import { RedirectsStage } from './RedirectsStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'redis/redirects': RedirectsStage,
  'redis/lock': LockStage,
}

/** What their pages show before there is a run to draw. */
export const sketches: Sketches = {
  'redis/redirects': RedirectsSketch,
  'redis/lock': LockSketch,
}
