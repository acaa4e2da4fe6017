import type { ActorModules } from '../../experiment.ts'

/** The clients of the experiments, by the name under which a step starts them. */
export const actors: ActorModules = {
  keeper: async () => (await import('./client/keeper.ts')).keeper,
  'watch-writer': async () => (await import('./watches/writer.ts')).writer,
  'watch-reader': async () => (await import('./watches/reader.ts')).reader,
  contender: async () => (await import('./locks/contender.ts')).contender,
}
