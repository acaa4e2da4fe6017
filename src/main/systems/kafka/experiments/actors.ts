import type { ActorModules } from '../../experiment.ts'

/** Clients of Kafka's experiments by name; each is loaded on the thread of its actor, and nowhere else. */
export const actors: ActorModules = {
  'kafka/numbering-producer': async () => (await import('./clients/numbering-producer.ts')).numberingProducer,
  'kafka/number-reader': async () => (await import('./clients/number-reader.ts')).numberReader,
}
