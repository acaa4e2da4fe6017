import type { ActorModules } from '../../experiment.ts'

/** The clients of the experiments, by the name under which a step starts them. */
export const actors: ActorModules = {
  hand: async () => (await import('./clients/hand.ts')).hand,
  publisher: async () => (await import('./clients/publisher.ts')).publisher,
  worker: async () => (await import('./clients/worker.ts')).worker,
}
