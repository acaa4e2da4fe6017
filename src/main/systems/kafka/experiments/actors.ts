import type { ActorModules } from '../../experiment.ts'

/** Clients of Kafka's experiments by name; each is loaded on the thread of its actor, and nowhere else. */
export const actors: ActorModules = {
  'numbering-producer': async () => (await import('./clients/numbering-producer.ts')).numberingProducer,
  'transaction-holder': async () => (await import('./clients/transaction-holder.ts')).transactionHolder,
  worker: async () => (await import('./clients/worker.ts')).worker,
  'number-reader': async () => (await import('./clients/number-reader.ts')).numberReader,
  'rebalance-producer': async () => (await import('./rebalance/clients/producer.ts')).producer,
  'rebalance-eager': async () => (await import('./rebalance/clients/eager-member.ts')).eagerMember,
  'rebalance-cooperative': async () =>
    (await import('./rebalance/clients/cooperative-member.ts')).cooperativeMember,
  'rebalance-consumer': async () => (await import('./rebalance/clients/consumer-member.ts')).consumerMember,
}
