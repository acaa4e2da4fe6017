import type { Run } from '../../src/shared/api/experiments.ts'
import type { Finding, Severity } from '../../src/shared/api/findings.ts'
import type { Json } from '../../src/shared/base/json.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { EntitySet, FactColumn, Sample } from '../../src/main/systems/sample.ts'
import { PARTITIONS, partitions, START, workers } from './kafka-history.ts'
import { mulberry } from './store-generator.ts'

/**
 * A month of a Kafka cluster with 10,000 partitions of three replicas each, and of a ZooKeeper ensemble whose znodes
 * change all the time: every fact, edge, finding and run of it, but hardly any numbers, which a search doesn't read.
 */
export const DAYS = 30
const DAY_MS = 86_400_000
const BROKERS = 12
/** A broker is away for twenty minutes of every four hours. */
const LOSS_EVERY_MS = 14_400_000
const LOSS_MS = 1_200_000
const FINDINGS_A_LOSS = 60
/** Topics, groups and znodes that come and go, a day. */
const TOPICS_A_DAY = 100
const GROUPS = 400
const ZNODES = 10_000
const WRITES_A_DAY = 2_000
const RUNS = 300

const replicasOf = (partition: number) => [0, 1, 2].map((step) => ((partition + step) % BROKERS) + 1)
const listed = (count: number, path: (i: number) => string): EntitySet => ({
  paths: Array.from({ length: count }, (_, i) => path(i)),
})
const topics = listed(PARTITIONS / 10, (i) => `topic/t${i}`)
const replicas: EntitySet = {
  paths: partitions.paths.flatMap((path, i) => replicasOf(i).map((broker) => `${path}@${broker}`)),
}
const brokers = listed(BROKERS, (i) => `broker/${i + 1}`)
const groups = listed(GROUPS, (i) => `group/billing-${i}`)
const znodes = listed(ZNODES, (i) => `znode/services/s${i % 200}/instances/i${i}`)

const column = (key: string, entities: EntitySet, values: readonly Json[], complete = true): FactColumn => ({
  ...{ key, entities, values, complete },
})
const sampleOf = (at: number, facts: readonly FactColumn[], values: Sample['values'] = []): Sample => ({
  ...{ at, tookMs: 5, values, facts, gaps: [], cost: [] },
})

function kafkaFacts(away: number): readonly FactColumn[] {
  const inSync = partitions.paths.map((_, i) => replicasOf(i).filter((broker) => broker !== away))
  const state = brokers.paths.map((_, i) => (i + 1 === away ? 'offline' : 'online'))
  return [
    column('broker.state', brokers, state),
    column('partition.isr', partitions, inSync),
    column(
      'partition.leader',
      partitions,
      inSync.map(([first]) => first ?? -1),
    ),
  ]
}

function kafkaBeginning(): Sample {
  const replicaNumbers = new Float64Array(replicas.paths.length).fill(1)
  return sampleOf(
    START,
    [
      column('cluster.version', { paths: ['cluster'] }, ['4.3']),
      column(
        'topic.config',
        topics,
        topics.paths.map((_, i) => ({ 'retention.ms': String(3_600_000 * (1 + (i % 300))) })),
      ),
      column(
        'partition.replicas',
        partitions,
        partitions.paths.map((_, i) => replicasOf(i)),
      ),
      ...kafkaFacts(0),
    ],
    [{ metric: 'replica.leo', cadence: 'tick', entities: replicas, values: replicaNumbers }],
  )
}

/** One write in a history, at its time. */
interface Happening {
  readonly at: number
  readonly write: (store: Store) => void
}

const append = (at: number, target: string, facts: readonly FactColumn[]): Happening => ({
  at,
  write: (store) => store.append(target, sampleOf(at, facts)),
})

function* losses(): Generator<Happening> {
  for (let from = START + LOSS_EVERY_MS / 2; from < START + DAYS * DAY_MS; from += LOSS_EVERY_MS) {
    const away = 1 + (Math.floor(from / LOSS_EVERY_MS) % BROKERS)
    yield append(from, 'kafka', kafkaFacts(away))
    yield { at: from + 1, write: (store) => openFindings(store, from, away) }
    yield append(from + LOSS_MS, 'kafka', kafkaFacts(0))
    yield { at: from + LOSS_MS + 1, write: (store) => closeFindings(store, from + LOSS_MS) }
  }
}

function openFindings(store: Store, at: number, away: number): void {
  store.together(() => {
    for (let i = 0; i < FINDINGS_A_LOSS; i++) store.openFinding(findingOf(at, away, i))
  })
}

function closeFindings(store: Store, at: number): void {
  store.together(() => {
    for (const { id } of store.openFindings('kafka')) store.closeFinding(id, at)
  })
}

function findingOf(at: number, away: number, index: number): Finding {
  const entity = index === 0 ? `broker/${away}` : (partitions.paths[(index * 97 + away) % PARTITIONS] ?? '')
  const title = index === 0 ? `Broker ${away} is lost` : `${entity} has two of three replicas`
  const severity: Severity = index === 0 ? 'critical' : 'warning'
  return {
    ...{ id: `${at}-${index}`, targetId: 'kafka', entity, severity, title, since: at - 30_000, opened: at },
    rule: index === 0 ? 'kafka/one-broker-explains' : 'kafka/under-replicated',
    evidence: [{ entity, fact: 'partition.isr', from: at - 30_000, to: at, says: 'two of three in sync' }],
    why: 'One more loss, and writes stop.',
    fix: 'Start the broker.',
    source: { label: 'Kafka documentation', url: 'https://kafka.apache.org/documentation/' },
  }
}

/** Every day other topics, and groups that were assigned anew. */
function* days(): Generator<Happening> {
  for (let day = 0; day < DAYS; day++) {
    const at = START + day * DAY_MS + 60_000
    const own = listed(TOPICS_A_DAY, (i) => `topic/job-${day}-${i}`)
    const some = { paths: [...topics.paths, ...own.paths] }
    yield append(at, 'kafka', [
      column(
        'topic.internal',
        some,
        some.paths.map(() => false),
      ),
      column(
        'group.state',
        groups,
        groups.paths.map((_, i) => (i % 7 === day % 7 ? 'Empty' : 'Stable')),
      ),
      column(
        'group.assignment',
        groups,
        groups.paths.map((_, i) => ({ [`consumer-${day}-${i}`]: { [`t${i}`]: [0, 1, 2, 3, 4] } })),
      ),
    ])
  }
}

/** Data of znodes, written anew a few at a time: every value is another. */
function* writes(): Generator<Happening> {
  const random = mulberry(5)
  const AT_ONCE = 20
  for (let i = 0; i < (DAYS * WRITES_A_DAY) / AT_ONCE; i++) {
    const at = START + 120_000 + Math.floor((i * AT_ONCE * DAY_MS) / WRITES_A_DAY)
    const some = {
      paths: Array.from({ length: AT_ONCE }, () => znodes.paths[Math.floor(random() * ZNODES)]!),
    }
    yield append(at, 'zookeeper', [
      column(
        'znode.data',
        some,
        some.paths.map(() => dataOf(random)),
        false,
      ),
    ])
  }
}

function dataOf(random: () => number): string {
  const id = Math.floor(random() * 1e9).toString(36)
  const data = {
    host: `app-${id}.example.org`,
    port: 8080,
    version: '2.7.1',
    tags: ['primary', `rack-${id}`],
  }
  return Buffer.from(JSON.stringify({ ...data, about: 'x'.repeat(100) })).toString('base64')
}

function runOf(number: number): Run {
  const began = START + number * 3_600_000
  return {
    ...{ id: `${number}-abcd`, number, experiment: 'kafka/rebalance', system: 'kafka', targetId: 'kafka' },
    ...{ targetName: 'bench', parameters: { members: 3 }, prediction: 'all', pace: 'auto', began },
    ...{ ended: began + 60_000, phase: 'ended', outcome: 'done', checks: [], isHeld: false, entries: 40 },
    steps: Array.from({ length: 8 }, (_, i) => ({ id: `s${i}`, title: `Step ${i}`, says: 'What it does.' })),
    ...{ step: undefined, left: [], verdict: undefined, error: undefined },
  }
}

/** What a history holds, as far as it is searched. */
export interface Written {
  readonly losses: number
  readonly findings: number
  readonly runs: number
}

export async function writeMonth(file: string): Promise<Written> {
  await using store = await openStore(file, workers.store)
  store.append('kafka', kafkaBeginning())
  const random = mulberry(9)
  const data = znodes.paths.map(() => dataOf(random))
  store.append('zookeeper', sampleOf(START, [column('znode.data', znodes, data)]))
  const all = [...losses(), ...days(), ...writes()].toSorted((a, b) => a.at - b.at)
  for (const [i, { write }] of all.entries()) {
    write(store)
    if (i % 50 === 49) await store.settled()
  }
  for (let i = 1; i <= RUNS; i++) store.runs.put({ ...runOf(i), number: store.runs.nextNumber() })
  await store.settled()
  const lost = Math.floor((DAYS * DAY_MS) / LOSS_EVERY_MS)
  return { losses: lost, findings: lost * FINDINGS_A_LOSS, runs: RUNS }
}

/** One more loss, after all. */
export async function loseAnother(file: string, at: number): Promise<void> {
  await using store = await openStore(file, workers.store)
  store.append('kafka', sampleOf(at, kafkaFacts(1 + (at % BROKERS))))
}
