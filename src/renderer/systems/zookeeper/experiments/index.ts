import type { Stages } from '../../../experiments/stage.ts'

/** The drawings of this system's experiments, by id. */
export const stages: Stages = {}
