import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import type { BrokerRows, OverviewData } from '../../../shared/systems/kafka-cluster-views.ts'
import type { Tone } from '../../components/tone.ts'

export interface Sentence {
  readonly tone: Tone
  readonly headline: string
  readonly rest: string
}

const idsIn = (brokers: BrokerRows, state: BrokerRows['state'][number]) =>
  [...brokers.state.keys()].filter((i) => brokers.state[i] === state)

const named = (ids: readonly number[]) => `${ids.length === 1 ? 'Broker' : 'Brokers'} ${ids.join(', ')}`
const countOf = (n: number, one: string) => `${formatNumber(n)} ${one}${n === 1 ? '' : 's'}`

/** What is wrong with the brokers; undefined: nothing. */
export function brokersSaid(brokers: BrokerRows, at: number): Sentence | undefined {
  const lost = idsIn(brokers, 'lost')
  const silent = idsIn(brokers, 'silent')
  const rows = lost.length > 0 ? lost : silent
  if (rows.length === 0) return undefined
  const ids = rows.map((i) => brokers.id[i] ?? -1)
  const since = Math.min(...rows.map((i) => brokers.since[i] ?? NaN).filter(Number.isFinite))
  const when = Number.isFinite(since) ? ` since ${formatInstant(since, at)}` : ''
  const out = rows.reduce((n, i) => n + (brokers.outOfIsr[i] ?? 0), 0)
  const copies =
    out > 0 ? ` ${countOf(out, 'replica')} on it ${out === 1 ? 'is' : 'are'} out of the ISR.` : ''
  if (lost.length > 0)
    return {
      tone: 'bad',
      headline: `${named(ids)} ${ids.length === 1 ? 'is' : 'are'} gone${when}.`,
      rest: `The controller no longer counts ${ids.length === 1 ? 'it' : 'them'} as alive.${copies}`,
    }
  return {
    tone: 'bad',
    headline: `${named(ids)} ${ids.length === 1 ? "doesn't" : "don't"} answer${when}.`,
    rest: `Still registered, so the cluster may not have noticed yet, or the way from here is cut.${copies}`,
  }
}

type Health = OverviewData['health']

/** What is wrong with the cluster, the gravest first; undefined: nothing that was observed. */
export function clusterSaid(
  data: Pick<OverviewData, 'health' | 'brokers' | 'controller'>,
  at: number,
): Sentence | undefined {
  const { health } = data
  const brokers = brokersSaid(data.brokers, at)
  const partitions = partitionsSaid(health)
  if (brokers !== undefined && partitions !== undefined)
    return { ...brokers, rest: `${brokers.rest} ${partitions.headline}` }
  const since = Number.isFinite(health.since) ? ` This holds since ${formatInstant(health.since, at)}.` : ''
  if (partitions !== undefined) return { ...partitions, rest: `${partitions.rest}${since}` }
  if (data.controller === -1)
    return {
      tone: 'bad',
      headline: 'No controller is active.',
      rest: 'Leaders can’t move and topics can’t change until one is elected; reading and writing goes on.',
    }
  return brokers
}

function partitionsSaid(h: Health): Sentence | undefined {
  if (h.offline > 0)
    return {
      tone: 'bad',
      headline: `${countOf(h.offline, 'partition')} ${h.offline === 1 ? 'has' : 'have'} no leader.`,
      rest: 'Nothing can be written to or read from there.',
    }
  if (h.underMinIsr > 0)
    return {
      tone: 'bad',
      headline: `${countOf(h.underMinIsr, 'partition')} ${h.underMinIsr === 1 ? 'has' : 'have'} fewer replicas in sync than min.insync.replicas.`,
      rest: 'Producers with acks=all are refused there.',
    }
  if (h.hwStands > 0)
    return {
      tone: 'bad',
      headline: `The high watermark stands on ${countOf(h.hwStands, 'partition')}.`,
      rest: 'What is written there can’t be read: a replica in the ISR does not follow.',
    }
  if (h.underReplicated > 0)
    return {
      tone: 'warn',
      headline: `${countOf(h.underReplicated, 'partition')} ${h.underReplicated === 1 ? 'misses' : 'miss'} a copy.`,
      rest:
        h.atMinIsr > 0
          ? `On ${formatNumber(h.atMinIsr)} of them one more loss stops acks=all writes.`
          : 'Redundancy is lost, writing and reading goes on.',
    }
  return undefined
}
