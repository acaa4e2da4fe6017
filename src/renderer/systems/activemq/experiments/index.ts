import type { Sketches, Stages } from '../../../experiments/stage.ts'
import { AcksSketch } from './AcksSketch.tsx'
import { AcksStage } from './AcksStage.tsx'
import { PrefetchSketch } from './PrefetchSketch.tsx'
import { PrefetchStage } from './PrefetchStage.tsx'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {
  'activemq/acks': AcksStage,
  'activemq/prefetch': PrefetchStage,
}

/** What their pages show before there is a run to draw. */
export const sketches: Sketches = {
  'activemq/acks': AcksSketch,
  'activemq/prefetch': PrefetchSketch,
}
