import { formatNumber, minus } from '../../../shared/base/format-number.ts'
import { formatClock, formatDuration } from '../../../shared/base/format-time.ts'
import type { PartitionState } from '../../../shared/systems/kafka-views.ts'
import type { Tone } from '../../components/tone.ts'
import type { PartitionRow, ReplicaRow } from './topic-rows.ts'
import { culprits, referenceEnd } from './water/row-geometry.ts'

/** What is said of a partition: a state word, one sentence of what happens, and what follows from it. */
export interface Said {
  readonly tone: Tone
  readonly word: string
  readonly headline: string
  readonly rest: string
}

/** What the words need besides the partition. NaN: not observed. */
export interface TopicFacts {
  readonly at: number
  readonly minIsr: number
  readonly replicaLagTimeMaxMs: number
}

const states: Readonly<Record<PartitionState, readonly [Tone, string]>> = {
  offline: ['bad', 'no leader'],
  'under-min-isr': ['bad', 'below min ISR'],
  'hw-stands': ['bad', 'high watermark stands'],
  'under-replicated': ['warn', 'under-replicated'],
  'at-min-isr': ['warn', 'at min ISR'],
  'in-sync': ['ok', 'in sync'],
  unknown: ['unknown', 'unknown'],
}

export const stateTone = (state: PartitionState): Tone => states[state][0]
export const stateWord = (state: PartitionState): string => states[state][1]

const claimsHealth = (row: PartitionRow) => row.state === 'in-sync' || row.state === 'unknown'

/** Its leader is named and gave no end: whatever the metadata still say, nothing is known of what is written there. */
const leaderIsSilent = (row: PartitionRow): boolean =>
  row.leader >= 0 && Number.isNaN(row.end) && claimsHealth(row)

/** Followers that count as in sync and gave no end. */
const silentFollowers = (row: PartitionRow): readonly number[] =>
  claimsHealth(row)
    ? row.replicas.filter((r) => r.inIsr && !r.isLeader && Number.isNaN(r.leo)).map((r) => r.broker)
    : []

/** The state to show: the metadata's word, unless a broker it rests on is silent. */
export function shownState(row: PartitionRow): { readonly tone: Tone; readonly word: string } {
  if (leaderIsSilent(row)) return { tone: 'unknown', word: 'leader silent' }
  if (silentFollowers(row).length > 0) return { tone: 'unknown', word: 'replica silent' }
  const [tone, word] = states[row.state]
  return { tone, word }
}

function silentSentence(row: PartitionRow): readonly [string, string] {
  const inSync = row.replicas.filter((r) => r.inIsr).length
  return [
    `Broker ${row.leader} leads this partition and does not answer.`,
    `What is written and readable there is not known. The metadata still count ${inSync} of ${row.replicas.length} replicas as in sync.`,
  ]
}

function silentFollowerSentence(brokers: readonly number[]): readonly [string, string] {
  return [
    `${replicaWord(brokers)} ${are(brokers)} in the ISR and ${brokers.length === 1 ? 'does' : 'do'} not answer.`,
    'If it has stopped, writes with acks=all wait until the leader drops it from the ISR.',
  ]
}

const list = (brokers: readonly number[]) => brokers.join(', ')
const replicaWord = (brokers: readonly number[]) =>
  `${brokers.length === 1 ? 'Replica' : 'Replicas'} ${list(brokers)}`
const are = (brokers: readonly number[]) => (brokers.length === 1 ? 'is' : 'are')

/** How far behind and since when, as it stands beside a bar: "−52 180, 3 min 37 s". */
export function behindText(behind: number, sinceMs: number): string {
  const time = Number.isFinite(sinceMs) && sinceMs >= 1000 ? `, ${formatDuration(sinceMs)}` : ''
  return `${minus}${formatNumber(behind)}${time}`
}

/** Beside the bar of a replica that is out of the ISR. */
export function outText(replica: ReplicaRow): string {
  const since = Number.isFinite(replica.outSince)
    ? `out of ISR since ${formatClock(replica.outSince)}`
    : 'out of ISR'
  if (replica.offline) return `${since}, broker ${replica.broker} is gone`
  if (replica.endPerSecond > 0) return `${since}, catching up`
  return Number.isFinite(replica.stillSince) ? `${since}, stands` : since
}

/** One sentence of what happens, and what follows; the words come before any number on the screen. */
export function partitionWords(row: PartitionRow, topic: TopicFacts): Said {
  const { tone, word } = shownState(row)
  const [headline, rest] = sentence(row, topic)
  return { tone, word, headline, rest }
}

function sentence(row: PartitionRow, topic: TopicFacts): readonly [string, string] {
  if (leaderIsSilent(row)) return silentSentence(row)
  const silent = silentFollowers(row)
  if (silent.length > 0) return silentFollowerSentence(silent)
  switch (row.state) {
    case 'offline':
      return offlineSentence(row)
    case 'under-min-isr':
      return underMinSentence(row, topic)
    case 'hw-stands':
      return standsSentence(row, topic)
    case 'under-replicated':
    case 'at-min-isr':
      return outSentence(row, topic)
    case 'in-sync':
      return [
        row.replicas.length === 1
          ? 'The only replica holds everything.'
          : `All ${row.replicas.length} replicas are in sync.`,
        row.replicas.length === 1
          ? 'If its broker is lost, so is what was written.'
          : 'What was written is readable as soon as all of them have it.',
      ]
    case 'unknown':
      return ['The state of this partition was not observed.', '']
  }
}

function offlineSentence(row: PartitionRow): readonly [string, string] {
  const eligible = row.replicas.filter((r) => r.inElr || r.inIsr).map((r) => r.broker)
  const next =
    eligible.length === 0
      ? 'No replica is known to hold everything: an election now would lose records.'
      : `Bring back broker ${list(eligible)}: it holds everything that was acknowledged.`
  return ['No broker leads this partition: nothing can be written or read.', next]
}

function underMinSentence(row: PartitionRow, topic: TopicFacts): readonly [string, string] {
  const inSync = row.replicas.filter((r) => r.inIsr).length
  const out = row.replicas.filter((r) => !r.inIsr).map((r) => r.broker)
  return [
    `${inSync} of ${row.replicas.length} replicas in sync, ${formatNumber(topic.minIsr)} are required.`,
    `Producers with acks=all are refused until ${replicaWord(out).toLowerCase()} ${are(out)} back in the ISR.`,
  ]
}

function standsSentence(row: PartitionRow, topic: TopicFacts): readonly [string, string] {
  const blamed = culprits(row)
  const waiting = Math.max(0, row.end - row.hw)
  const stoodMs = topic.at - row.hwStandsSince
  if (blamed.length === 0)
    return [
      `The high watermark stands for ${formatDuration(stoodMs)}.`,
      `${formatNumber(waiting)} records are written and can't be read. No in-sync follower is behind: the leader waits for one that is catching up, or its own view of them is late.`,
    ]
  const limit = Number.isFinite(topic.replicaLagTimeMaxMs)
    ? `After ${formatDuration(topic.replicaLagTimeMaxMs)}`
    : 'After replica.lag.time.max.ms'
  return [
    `${replicaWord(blamed)} ${are(blamed)} in the ISR and ${formatDuration(stoodMs)} behind.`,
    `The high watermark is the lowest end among in-sync replicas, so it waits. ${limit} the leader drops ${replicaWord(blamed).toLowerCase()} and the watermark jumps by ${formatNumber(waiting)}.`,
  ]
}

function outSentence(row: PartitionRow, topic: TopicFacts): readonly [string, string] {
  const out = row.replicas.filter((r) => !r.inIsr)
  const inSync = row.replicas.length - out.length
  const worst = out.reduce<ReplicaRow | undefined>(
    (a, b) => (a !== undefined && a.leo <= b.leo ? a : b),
    undefined,
  )
  const margin =
    row.state === 'at-min-isr'
      ? `One more loss and producers with acks=all are refused: min.insync.replicas is ${formatNumber(topic.minIsr)}.`
      : `${inSync} of ${row.replicas.length} copies are complete.`
  if (worst === undefined) return [`Only ${inSync} replicas are in sync.`, margin]
  const behind = referenceEnd(row) - worst.leo
  const distance = Number.isFinite(behind) ? `${formatNumber(behind)} records behind` : 'not answering'
  const brokers = out.map((r) => r.broker)
  return [`${replicaWord(brokers)} ${are(brokers)} out of the ISR, ${distance}.`, margin]
}
