import type { ActorModules } from '../../experiment.ts'

/** The clients of the experiments, by the name under which a step starts them. */
export const actors: ActorModules = {
  reader: async () => (await import('./redirects/reader.ts')).reader,
  holder: async () => (await import('./lock/holder.ts')).holder,
}
