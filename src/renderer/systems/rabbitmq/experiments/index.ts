import type { Sketches, Stages } from '../../../experiments/stage.ts'
import { DeadLettersSketch } from './DeadLettersSketch.tsx'
import { DeadLettersStage } from './DeadLettersStage.tsx'
import { PrefetchSketch } from './PrefetchSketch.tsx'
import { PrefetchStage } from './PrefetchStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'rabbitmq/dead-letters': DeadLettersStage,
  'rabbitmq/prefetch': PrefetchStage,
}

/** What their pages show before there is a run to draw. */
export const sketches: Sketches = {
  'rabbitmq/dead-letters': DeadLettersSketch,
  'rabbitmq/prefetch': PrefetchSketch,
}
