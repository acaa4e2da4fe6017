import type { Json } from '../../../../../src/shared/base/json.ts'
import type { Rule } from '../../../../../src/main/systems/rule.ts'
import { judgedAt, type Told } from '../told.ts'

export type Facts = Record<string, Record<string, Json>>

export const everyS = 10
const steps = 16

/** What every sample of a cluster that is observed tells. */
export const observed: Facts = { cluster: { 'cluster.source': 'management' } }

export function queue(name: string, args: Record<string, Json> = {}, more: Record<string, Json> = {}): Facts {
  const type = args['x-queue-type'] ?? 'classic'
  return {
    [`queue/v/${name}`]: {
      'queue.about': { type, durable: true, exclusive: false, autoDelete: false, arguments: args },
      'queue.policy': { policy: null, operator: null },
      'queue.state': 'running',
      ...more,
    },
  }
}

export function exchange(name: string, type = 'direct', args: Record<string, Json> = {}): Facts {
  return {
    [`exchange/v/${name}`]: {
      'exchange.about': { type, durable: true, internal: false, arguments: args, policy: null },
    },
  }
}

export function binding(source: string, destination: string, key = ''): Facts {
  return {
    [`binding/v/${source}/q/${destination}/${key === '' ? '~' : key}`]: {
      'binding.about': { vhost: 'v', source, destination, toExchange: false, key, arguments: {} },
    },
  }
}

export function node(name: string): Facts {
  return {
    [`node/${name}`]: { 'node.state': 'running', 'node.version': { rabbitmq: '3.10.8', erlang: null } },
  }
}

export function channel(name: string, about: Record<string, Json> = {}): Facts {
  return {
    [`channel/${name}`]: {
      'channel.about': {
        ...{ number: 1, connection: `of-${name}`, user: 'u', vhost: 'v', node: 'a' },
        ...{ confirm: true, transactional: false, prefetch: 0, globalPrefetch: 0 },
        ...about,
      },
    },
  }
}

export function consumer(of: string, on: string, prefetch: number): Facts {
  return {
    [`consumer/v/${of}/${on}/tag`]: {
      'consumer.about': {
        ...{ vhost: 'v', queue: of, channel: on, connection: `of-${on}`, tag: 'tag' },
        ...{ ackRequired: true, exclusive: false, prefetch, activity: 'up' },
      },
    },
  }
}

/** The same facts at every sample, and numbers by the sample's place. @returns what was open after each */
export function judge(
  rule: Rule,
  facts: readonly Facts[],
  values: (i: number) => Told['values'] = () => ({}),
): Promise<readonly string[][]> {
  const all = Object.assign({}, observed, ...facts) as Facts
  const story = Array.from({ length: steps }, (_, i) => ({
    facts: all,
    values: { ...values(i), cluster: { 'cluster.publish': i, ...values(i)?.['cluster'] } },
  }))
  return judgedAt(rule, everyS, story)
}

export async function last(...args: Parameters<typeof judge>): Promise<readonly string[]> {
  return (await judge(...args)).at(-1) ?? []
}
