import type {
  ConsumerRow,
  DeadLetter,
  QueueData,
} from '../../../../../src/shared/systems/rabbitmq-queue-views.ts'
import type { NodeRow } from '../../../../../src/shared/systems/rabbitmq-views.ts'
import type { RoutingTable } from '../../../../../src/shared/systems/rabbitmq-routing.ts'
import type {
  TopologyBinding,
  TopologyData,
  TopologyExchange,
  TopologyQueue,
} from '../../../../../src/shared/systems/rabbitmq-topology-views.ts'

export const noDeadLetter: DeadLetter = { ends: 'none', exchange: null, key: null, queues: [] }

export function exchange(name: string, more: Partial<TopologyExchange> = {}): TopologyExchange {
  return {
    ...{ name, type: 'topic', in: 10, out: 10, alternate: null, internal: false, durable: true },
    ...{ findings: 0, isDeadLetterTarget: false, bindings: 1 },
    ...more,
  }
}

export function queue(name: string, more: Partial<TopologyQueue> = {}): TopologyQueue {
  return {
    ...{ name, type: 'quorum', state: 'running', ready: 0, unacked: 2, consumers: 2 },
    ...{ publish: 10, deliver: 10, ack: 10, redeliver: 0, growth: 0, policy: null, durable: true },
    ...{ findings: 0, worst: null, deadLetter: noDeadLetter },
    ...more,
  }
}

export function binding(from: number, to: number, key: string, toExchange = false): TopologyBinding {
  return { from, to, toExchange, key, arguments: {}, rate: null }
}

export function topology(more: Partial<TopologyData>): TopologyData {
  const { exchanges = [], queues = [], bindings = [] } = more
  return {
    ...{ vhost: '/', vhosts: ['/'], hidden: 0, deadLetters: [], alternates: [] },
    ...{ published: 1642, delivered: 4440, source: 'management', readAt: 0, blind: [] },
    totalQueues: queues.length,
    totalBindings: bindings.length,
    ...{ exchanges, queues, bindings },
    ...more,
  }
}

const lost: DeadLetter = { ends: 'nowhere', exchange: 'dlx.billing', key: null, queues: [] }
const kept: DeadLetter = { ends: 'queues', exchange: 'dlx.orders', key: 'orders', queues: ['orders.dead'] }

/** A shop: orders go to five queues, what billing rejects ends in nothing. */
export const shop: TopologyData = topology({
  vhost: 'shop',
  exchanges: [
    exchange('dlx.billing', { type: 'direct', in: 18, out: 0, bindings: 0, isDeadLetterTarget: true }),
    exchange('dlx.orders', { type: 'direct', in: 6, out: 6, isDeadLetterTarget: true }),
    exchange('events', { type: 'fanout', in: 310, out: 620, bindings: 2 }),
    exchange('orders', { in: 1240, out: 3800, bindings: 5 }),
    exchange('payments', { type: 'direct', in: 92, out: 92 }),
  ],
  queues: [
    queue('audit.all', { type: 'stream', ready: 910_233, publish: 1550, deliver: 1550 }),
    queue('billing.invoice', {
      ...{ publish: 92, deliver: 18, ready: 4218, consumers: 1, findings: 1, worst: 'critical' },
      deadLetter: lost,
    }),
    queue('orders.dead', { publish: 6, deliver: 0, ready: 1302, consumers: 0 }),
    queue('orders.eu', { publish: 310, deliver: 310, ready: 12 }),
    queue('orders.new', { publish: 840, deliver: 840, consumers: 6, deadLetter: kept }),
    queue('payments.in', { publish: 92, deliver: 92, consumers: 3 }),
    queue('search.index', { type: 'classic', publish: 1550, deliver: 1550, ready: 3, consumers: 4 }),
  ],
  bindings: [
    binding(1, 2, 'orders'),
    binding(2, 0, ''),
    binding(2, 6, ''),
    binding(3, 0, '#'),
    binding(3, 1, 'order.paid.#'),
    binding(3, 3, 'order.*.eu'),
    binding(3, 4, 'order.created.*'),
    binding(3, 6, '#'),
    binding(4, 5, 'in'),
  ],
  deadLetters: [
    { from: 1, to: 0, key: null, ends: 'nowhere' },
    { from: 4, to: 1, key: 'orders', ends: 'queues' },
  ],
})

/** The same shop as the routing tester reads it. */
export const shopTable: RoutingTable = {
  vhost: 'shop',
  exchanges: shop.exchanges.map(({ name, type }) => ({
    ...{ name, type: type ?? '', arguments: {}, alternate: null, internal: false },
  })),
  queues: shop.queues.map(({ name }) => name),
  bindings: shop.bindings.map(({ from, to, key }) => ({
    source: shop.exchanges[from]?.name ?? '',
    destination: shop.queues[to]?.name ?? '',
    ...{ toExchange: false, key, arguments: {} },
  })),
}

/**
 * As in a company that grew: exchanges of teams, each with queues of its own and some that are shared, half of them with
 * dead letters. Always the same for the same size.
 */
export function company(queues: number): TopologyData {
  const teams = Array.from({ length: Math.max(2, Math.round(queues / 15)) }, (_, team) => team)
  const named = ['alpha', 'bravo', 'coral', 'delta', 'ember', 'fjord', 'grove', 'harbor', 'iris', 'juno']
  const nameOf = (team: number) =>
    `${named[team % named.length] ?? ''}${team >= named.length ? `-${team}` : ''}`
  const list = Array.from({ length: queues }, (_, index) => ({
    team: index % teams.length,
    name: `${nameOf(index % teams.length)}.${named[(index * 7) % 10] ?? ''}.${named[(index * 3) % 10] ?? ''}-${String.fromCharCode(97 + (Math.floor(index / teams.length) % 26))}`,
  }))
  const dlx = (team: number) => teams.length + 1 + (team % 4)
  return topology({
    exchanges: [
      ...teams.map((team) =>
        exchange(`${nameOf(team)}.events`, {
          type: team % 3 === 0 ? 'fanout' : 'topic',
          in: team * 13,
          bindings: 9,
        }),
      ),
      exchange('everything', { type: 'topic', in: 12_000, bindings: 20 }),
      ...[0, 1, 2, 3].map((n) => exchange(`dlx.${n}`, { type: 'direct', isDeadLetterTarget: true })),
    ],
    queues: [
      ...list.map(({ name, team }, index) =>
        queue(name, {
          type: index % 5 === 0 ? 'classic' : 'quorum',
          publish: (index * 37) % 900,
          ready: index % 11 === 0 ? index * 40 : 0,
          consumers: index % 23 === 0 ? 0 : 3,
          deadLetter:
            index % 2 === 0
              ? { ends: 'queues', exchange: `dlx.${team % 4}`, key: null, queues: [`dead.${team % 4}`] }
              : noDeadLetter,
        }),
      ),
      ...[0, 1, 2, 3].map((n) => queue(`dead.${n}`, { consumers: 0, ready: 400 * n })),
    ],
    bindings: [
      ...list.map(({ team }, index) => binding(team, index, `${named[index % 10] ?? ''}.*.#`)),
      ...list.flatMap((_, index) => (index % 13 === 0 ? [binding(teams.length, index, '#')] : [])),
      ...[0, 1, 2, 3].map((n) => binding(teams.length + 1 + n, queues + n, 'dead')),
      binding(teams.length, 0, 'alpha.#', true),
    ],
    deadLetters: list.flatMap(({ team }, index) =>
      index % 2 === 0 ? [{ from: index, to: dlx(team), key: null, ends: 'queues' as const }] : [],
    ),
  })
}

/** Queues that are alike but for a number. */
export function shards(count: number): TopologyData {
  return topology({
    exchanges: [exchange('hash', { type: 'x-consistent-hash', bindings: count }), exchange('other')],
    queues: [
      ...Array.from({ length: count }, (_, index) => queue(`shard.${index}`, { publish: 5, ready: index })),
      queue('lonely'),
    ],
    bindings: [
      ...Array.from({ length: count }, (_, index) => binding(0, index, '10')),
      binding(1, count, 'one'),
    ],
  })
}

/** A node that runs well within its limits; a test says what differs. */
export function nodeRow(differs: Partial<NodeRow> = {}): NodeRow {
  return {
    ...{ name: 'rabbit@a', address: 'a:15672', prometheus: 'a:15692', state: 'running', stateSince: null },
    ...{ why: null, runningByPeers: true, version: '3.10.8', erlang: '25', alarms: [], partitions: [] },
    ...{ hasStatistics: true, memory: 1e8, memoryLimit: 1e9, diskFree: 1e10, diskLimit: 5e7 },
    ...{ fileDescriptors: 50, fileDescriptorsLimit: 1e4, sockets: 5, socketsLimit: 9e3 },
    ...{ processes: 500, processesLimit: 1e6, runQueue: 0, uptimeMs: 1e6, roundTripMs: 2 },
    ...{ connections: 3, channels: 3, queues: 4, leads: 1, member: 2, quorumCritical: 0 },
    ...differs,
  }
}

/** A consumer that keeps up; a test says what differs. */
export function consumer(differs: Partial<ConsumerRow> = {}): ConsumerRow {
  return {
    ...{ tag: 'tag', prefetch: 10, ackRequired: true, exclusive: false, activity: 'up' },
    ...{ channel: 'c:1 -> b:5672 (1)', channelNumber: 1, unacked: 3, isShared: false, deliver: 5, ack: 5 },
    ...{ connection: 'c:1 -> b:5672', client: 'worker', user: 'shop', peer: 'c:1', node: 'rabbit@a' },
    isStuck: false,
    ...differs,
  }
}

/** An empty queue that nothing is wrong with; a test says what differs. */
export function queueData(differs: Partial<QueueData> = {}): QueueData {
  return {
    ...{ vhost: '/', name: 'orders', type: 'quorum', durable: true, exclusive: false, autoDelete: false },
    ...{ state: 'running', stateSince: null, node: 'rabbit@a', policy: null, operatorPolicy: null },
    ...{ arguments: {}, settingsFrom: [], deadLetter: noDeadLetter, deadLettersOf: [], bindings: [] },
    settings: {
      ...{ messageTtlMs: null, expiresMs: null, maxLength: null, maxBytes: null, overflow: null },
      ...{ deliveryLimit: null, deadLetterExchange: null, deadLetterKey: null, deadLetterStrategy: null },
      ...{ singleActiveConsumer: false, maxPriority: null },
    },
    ...{ ready: 0, unacked: 0, bytes: 0, memory: 0, capacity: 1, oldestAt: null },
    ...{ publish: 0, deliver: 0, ack: 0, redeliver: 0, growth: 0, members: [], consumers: [consumer()] },
    ...{ heldByConsumers: 3, consumersReadAt: 0, readAt: 0, source: 'management', blind: [] },
    ...differs,
  }
}
