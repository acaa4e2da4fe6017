import type { ActorModules } from '../../experiment.ts'

/** The clients of the experiments, by the name under which a step starts them. */
export const actors: ActorModules = {}
