import type { Evidence } from '../../../../shared/api/findings.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { claimed } from './base/claims.ts'
import { counted } from '../words.ts'
import { monitoring } from './base/min-isr.ts'
import { troubleOf, lagTimeMaxMs, missingReplicas } from './base/trouble.ts'
import { partitionsOf } from '../views/base/partitions.ts'

/** K05: what is missing from the ISRs is one broker: one cause, not as many as there are partitions. */
export const oneBrokerExplains: Rule = {
  id: 'kafka/one-broker-explains',
  title: 'No broker is missing from the ISR of all its partitions',
  why: 'When the same broker is missing everywhere, the fault is that broker’s, not the topics’.',
  fix: 'Look at that broker first: process, disk, network, garbage collection, throttles.',
  source: monitoring,
  evaluate: (look) => ({ candidates: culprits(look).map((culprit) => claim(look, culprit)) }),
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
  const registered = look.moment.facts('broker.address')
  const misses = (broker: number) => (row: number) =>
    missingReplicas(partitions, row).includes(broker) ||
    partitions.replicas[row]!.every((one) => one === broker)
  const placed = new Set(short.flatMap((row) => partitions.replicas[row]!))
  const lost = [...placed].filter((broker) => !registered.has(`broker/${String(broker)}`))
  const down = lost.map((broker) => ({ broker, isLost: true, rows: short.filter(misses(broker)) }))
  const unexplained = short.filter((row) => !lost.some((broker) => misses(broker)(row)))
  return [...down.filter(({ rows }) => rows.length > 0), ...slowOne(look, unexplained)].sort(
    (a, b) => a.broker - b.broker,
  )
}

/** A broker that is there, but missing from every ISR that misses anyone. One partition alone says nothing about a broker. */
function slowOne(look: Look, rows: readonly number[]): Culprit[] {
  const partitions = partitionsOf(look)
  if (rows.length < 2) return []
  const missing = rows.map((row) => missingReplicas(partitions, row))
  const common = missing[0]!.filter((broker) => missing.every((list) => list.includes(broker)))
  const [broker] = common
  return common.length === 1 && broker !== undefined ? [{ broker, isLost: false, rows }] : []
}

function claim(look: Look, { broker, isLost, rows }: Culprit): Candidate {
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
    explains: explained(look, broker, new Set(rows)),
    why: `${whyOf(isLost)} ${String(stopped)} of these partitions can’t be written with acks=all.`,
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

/** Keys of what this folds away: the findings of the same partitions. */
function explained(look: Look, broker: number, rows: ReadonlySet<number>): string[] {
  const { layout, replicas } = partitionsOf(look)
  const keys = (rule: string, found: readonly number[]) =>
    claimed(found)
      .filter((row) => rows.has(row))
      .map((row) => `${rule} ${layout.paths[row]!}`)
  const standing = claimed(troubleOf(look).standing).filter((row) => replicas[row]!.includes(broker))
  return [
    ...keys('kafka/offline-partition', troubleOf(look).offline),
    ...keys('kafka/under-min-isr', troubleOf(look).underMinIsr),
    ...keys('kafka/at-min-isr', troubleOf(look).atMinIsr),
    ...keys('kafka/under-replicated', troubleOf(look).underReplicated),
    ...standing.map((row) => `kafka/commit-stalled ${layout.paths[row]!}`),
    ...standing.map((row) => `kafka/follower-falling-behind ${layout.paths[row]!}@${String(broker)}`),
    `kafka/isr-flapping broker/${String(broker)}`,
  ]
}
