import type { Evidence } from '../../../../shared/api/findings.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { counted } from '../words.ts'
import { monitoring } from './base/min-isr.ts'
import { explainedKeys, type TroubledTopic } from './base/topics.ts'
import { troubleOf, lagTimeMaxMs, missingReplicas } from './base/trouble.ts'
import { type Partitions, partitionsOf } from '../views/base/partitions.ts'

/** K05: what is missing from the ISRs is one broker: one cause, not as many as there are partitions. */
export const oneBrokerExplains: Rule = {
  id: 'kafka/one-broker-explains',
  title: 'No broker is missing from the ISR of all its partitions',
  why: 'When the same broker is missing everywhere, the fault is that broker’s, not the topics’.',
  fix: 'Look at that broker first: process, disk, network, garbage collection, throttles.',
  source: monitoring,
  evaluate: (look) => {
    const all = culprits(look)
    const explained = new Set(all.flatMap(({ rows }) => rows))
    return { candidates: all.map((culprit) => claim(look, culprit, explained)) }
  },
}

interface Culprit {
  readonly broker: number
  readonly isLost: boolean
  /** Partitions whose ISR misses it. */
  readonly rows: readonly number[]
}

function culprits(look: Look): Culprit[] {
  const partitions = partitionsOf(look)
  const short = [...new Set([...troubleOf(look).underReplicated, ...troubleOf(look).offline])]
  if (short.length === 0) return []
  const registered = look.moment.facts('broker.address')
  const placed = new Set<number>()
  for (const row of short) for (const broker of partitions.replicas[row]!) placed.add(broker)
  const lost = [...placed].filter((broker) => !registered.has(`broker/${String(broker)}`))
  const down = lost.map((broker) => ({
    broker,
    isLost: true,
    rows: short.filter((row) => isMissed(partitions, row, broker)),
  }))
  const unexplained = short.filter((row) => !lost.some((broker) => isMissed(partitions, row, broker)))
  return [...down.filter(({ rows }) => rows.length > 0), ...slowOne(partitions, unexplained)].sort(
    (a, b) => a.broker - b.broker,
  )
}

/** Out of the ISR, or the only one there is: an offline partition keeps its last leader in the ISR. */
function isMissed({ replicas, isr }: Partitions, row: number, broker: number): boolean {
  if (!replicas[row]!.includes(broker)) return false
  return !isr[row]!.includes(broker) || replicas[row]!.every((one) => one === broker)
}

/** A broker that is there, but missing from every ISR that misses anyone. One partition alone says nothing about a broker. */
function slowOne(partitions: Partitions, rows: readonly number[]): Culprit[] {
  const [first] = rows
  if (first === undefined || rows.length < 2) return []
  let common = missingReplicas(partitions, first)
  for (const row of rows) {
    if (common.length === 0) return []
    common = common.filter(
      (broker) => partitions.replicas[row]!.includes(broker) && !partitions.isr[row]!.includes(broker),
    )
  }
  const [broker] = common
  return common.length === 1 && broker !== undefined ? [{ broker, isLost: false, rows }] : []
}

/** @param byAll rows that this culprit or another one explains */
function claim(look: Look, { broker, isLost, rows }: Culprit, byAll: ReadonlySet<number>): Candidate {
  const stops = new Set([...troubleOf(look).offline, ...troubleOf(look).underMinIsr])
  const stopped = rows.filter((row) => stops.has(row)).length
  const count = counted(rows.length, 'partition')
  const isOneBad = isLost || stopped > 0
  return {
    entity: `broker/${String(broker)}`,
    severity: isOneBad ? 'critical' : 'warning',
    title: isLost
      ? `Broker ${String(broker)} is gone and explains ${count} short of replicas`
      : `Broker ${String(broker)} is registered, but ${count} miss it in their ISR`,
    // that a broker is gone is the cluster's own word, and it has waited for its session to end
    holdMs: isLost ? 0 : Math.min(lagTimeMaxMs(look), 10_000),
    evidence: evidenceOf(look, { broker, isLost, rows }),
    explains: explained(look, broker, { own: new Set(rows), byAll }),
    why:
      stopped === 0
        ? whyOf(isLost)
        : `${whyOf(isLost)} ${counted(stopped, 'partition')} of these can’t be written with acks=all.`,
    fix: isLost
      ? `Start broker ${String(broker)} again; its replicas catch up by themselves. Restart no other broker until then.`
      : `On broker ${String(broker)} look at disk, network, garbage collection and replication throttles.`,
  }
}

function whyOf(isLost: boolean): string {
  return isLost
    ? 'The broker’s session with the controller has ended: it was stopped, it crashed, or it can’t be reached.'
    : 'A follower leaves the ISR when it hasn’t caught up for replica.lag.time.max.ms. One broker missing from all of them is a fault of that broker.'
}

function evidenceOf(look: Look, { broker, isLost, rows }: Culprit): Evidence[] {
  const { at } = look.moment
  const entity = `broker/${String(broker)}`
  const partitions = partitionsOf(look)
  const isrs = look.moment.facts('partition.isr')
  const since = rows.reduce(
    (first, row) => Math.min(first, isrs.get(partitions.layout.paths[row]!)?.since ?? at),
    at,
  )
  const address = look.spans(entity, 'broker.address', at - 86_400_000).at(-1)
  return [
    {
      entity,
      fact: 'broker.address',
      from: isLost ? (address?.to ?? at) : (address?.from ?? at),
      to: at,
      says: isLost ? 'not registered with the cluster' : 'registered',
    },
    {
      entity,
      metric: 'broker.outOfIsr',
      from: since,
      to: at,
      says: `missing from the ISR of ${counted(rows.length, 'partition')}; no other broker is missing from all of them`,
    },
  ]
}

interface Rows {
  readonly own: ReadonlySet<number>
  readonly byAll: ReadonlySet<number>
}

/** Keys of what this folds away: the findings of topics of which no partition is in trouble by anything else. */
function explained(look: Look, broker: number, { own, byAll }: Rows): string[] {
  const { replicas } = partitionsOf(look)
  const trouble = troubleOf(look)
  const isMine = ({ rows }: TroubledTopic) =>
    rows.some((row) => own.has(row)) && rows.every((row) => byAll.has(row))
  const keys = (rule: string, found: readonly number[]) => explainedKeys(look, rule, found, isMine)
  const waitsForIt = ({ rows }: TroubledTopic) => rows.every((row) => replicas[row]!.includes(broker))
  return [
    ...keys('kafka/offline-partition', trouble.offline),
    ...keys('kafka/under-min-isr', trouble.underMinIsr),
    ...keys('kafka/at-min-isr', trouble.atMinIsr),
    ...keys('kafka/under-replicated', trouble.underReplicated),
    ...explainedKeys(look, 'kafka/commit-stalled', trouble.standing, waitsForIt),
    `kafka/follower-falling-behind broker/${String(broker)}`,
    `kafka/isr-flapping broker/${String(broker)}`,
  ]
}
