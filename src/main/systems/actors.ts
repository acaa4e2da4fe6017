import type { ActorModules } from './experiment.ts'

/** The only list of what runs on an actor's thread: a system's clients are loaded there, and nowhere else. */
export const actors: Readonly<Record<string, () => Promise<ActorModules>>> = {
  activemq: async () => (await import('./activemq/experiments/actors.ts')).actors,
  kafka: async () => (await import('./kafka/experiments/actors.ts')).actors,
  rabbitmq: async () => (await import('./rabbitmq/experiments/actors.ts')).actors,
  redis: async () => (await import('./redis/experiments/actors.ts')).actors,
  zookeeper: async () => (await import('./zookeeper/experiments/actors.ts')).actors,
}
