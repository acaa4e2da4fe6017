import type { ActorModules } from '../../experiment.ts'

/** Clients of ActiveMQ's experiments by name; each is loaded on the thread of its actor, and nowhere else. */
export const actors: ActorModules = {
  clerk: async () => (await import('./clients/clerk.ts')).clerk,
  'acking-worker': async () => (await import('./clients/acking-worker.ts')).ackingWorker,
  'paced-consumer': async () => (await import('./clients/paced-consumer.ts')).pacedConsumer,
}
