import type { RunEntry } from '../api/experiments.ts'

/**
 * What experiments on replication read of their one partition, many times a second. Entry: kind `observed`, what
 * `levels`. ListOffsets of each replica (replica −2) and of the leader (replica −1), and Metadata.
 */
export interface Levels {
  /** −1: none. */
  readonly leader: number
  readonly epoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  /** The high watermark as the leader tells it; null: not answered. */
  readonly highWatermark: number | null
  /** The last stable offset, below every open transaction, as the leader tells it; null: not answered. */
  readonly lastStable: number | null
  /** Log end offset by broker; null: that broker did not answer. */
  readonly logEnd: Readonly<Record<string, number | null>>
}

export interface LevelsAt extends Levels {
  readonly at: number
}

/** The readings of a log, oldest first. */
export function levelsOf(entries: readonly RunEntry[]): readonly LevelsAt[] {
  return entries.flatMap(({ kind, what, at, data }) =>
    kind === 'observed' && what === 'levels' ? [{ ...(data as unknown as Levels), at }] : [],
  )
}

/** A stretch in which the high watermark stood while the leader's log grew. */
export interface Stand {
  /** When the log end offset first passed the watermark that stood. */
  readonly from: number
  /** When it moved on; the last reading, if it never did. */
  readonly to: number
  /** Until then it surely stood: a client may be given what is new before the next reading tells of it. */
  readonly surelyTo: number
  readonly highWatermark: number
  /** How far the leader's log end offset got ahead of it. */
  readonly ahead: number
}

/** @param leastMs shorter ones are how replication always goes: a follower fetches, then the watermark follows */
export function standsOf(levels: readonly LevelsAt[], leastMs: number): readonly Stand[] {
  const stands: Stand[] = []
  let ahead = 0
  let from = 0
  let surelyTo = 0
  let seenAt = 0
  let standing: number | undefined
  const close = (to: number) => {
    if (standing !== undefined && ahead > 0)
      stands.push({ from, to, surelyTo, highWatermark: standing, ahead })
  }
  for (const { at, highWatermark: mark, logEnd, leader } of levels) {
    const end = logEnd[leader]
    if (mark === null || end === null || end === undefined) continue
    if (mark !== standing) {
      close(at)
      standing = mark
      ahead = 0
    } else if (ahead > 0) surelyTo = seenAt
    seenAt = at
    if (ahead === 0) from = surelyTo = at
    ahead = Math.max(ahead, end - mark)
  }
  close(levels.at(-1)?.at ?? 0)
  return stands.filter((stand) => stand.to - stand.from >= leastMs)
}

/** When a broker was in the ISR: the edges that were read, the first reading included. */
export function isrEdges(
  levels: readonly LevelsAt[],
): readonly { readonly at: number; readonly isr: readonly number[] }[] {
  const edges: { at: number; isr: readonly number[] }[] = []
  for (const { at, isr } of levels) if (edges.at(-1)?.isr.join() !== isr.join()) edges.push({ at, isr })
  return edges
}

/** When the leader or its epoch changed: the edges that were read, the first reading included. */
export function leaderEdges(
  levels: readonly LevelsAt[],
): readonly { readonly at: number; readonly leader: number; readonly epoch: number }[] {
  const edges: { at: number; leader: number; epoch: number }[] = []
  for (const { at, leader, epoch } of levels) {
    const last = edges.at(-1)
    if (last?.leader !== leader || last.epoch !== epoch) edges.push({ at, leader, epoch })
  }
  return edges
}

/** Where the brokers of the partition are. Entry: kind `observed`, what `brokers`: endpoint by id. */
export type BrokerAddresses = Readonly<Record<string, string>>

/** A broker that was paused or down; `to` undefined: it still is. */
export interface Outage {
  readonly broker: number
  readonly what: 'pause' | 'kill'
  readonly from: number
  readonly to: number | undefined
}

/** What was done to the brokers, oldest first. */
export function outagesOf(entries: readonly RunEntry[]): readonly Outage[] {
  const ids = brokerIds(entries)
  const outages: Outage[] = []
  for (const { kind, what, at, data } of entries) {
    if (kind !== 'fault') continue
    const broker = ids.get((data as { readonly endpoint: string }).endpoint)
    if (broker === undefined) continue
    if (what === 'pause' || what === 'kill') outages.push({ broker, what, from: at, to: undefined })
    const ended = outages.findLastIndex((one) => one.broker === broker && one.to === undefined)
    if ((what === 'resume' || what === 'start') && ended >= 0) outages[ended] = { ...outages[ended]!, to: at }
  }
  return outages
}

function brokerIds(entries: readonly RunEntry[]): ReadonlyMap<string, number> {
  const told = entries.find(({ what }) => what === 'brokers')?.data as BrokerAddresses | undefined
  return new Map(Object.entries(told ?? {}).map(([id, endpoint]) => [endpoint, Number(id)]))
}

/**
 * What a numbering producer tells. Entry: kind `client`, what `sent`, then `acknowledged` or `unacknowledged`: the
 * records numbered from `from` to before `to`, all in one batch.
 */
export interface Batch {
  readonly from: number
  readonly to: number
}

export interface Acknowledged extends Batch {
  /** Of the batch's first record; null with acks=0, where nothing answers. */
  readonly offset: number | null
  /** From sending to the answer, ms. */
  readonly ms: number
}

/** What a reader tells. Entry: kind `client`, what `read`: offsets from `from` to before `to`, and their numbers in order. */
export interface Read {
  readonly from: number
  readonly to: number
  readonly numbers: readonly number[]
}

export type At<T> = T & { readonly at: number }

/** What a client told under one word, oldest first. */
export function toldBy<T>(entries: readonly RunEntry[], what: string): readonly At<T>[] {
  return entries.flatMap((entry) =>
    entry.kind === 'client' && entry.what === what ? [{ ...(entry.data as unknown as T), at: entry.at }] : [],
  )
}

/** Each record that was acknowledged, against what was found when the whole log was read afterwards. */
export interface Fate {
  readonly kept: number
  /** Acknowledged, and not in the log. */
  readonly lost: readonly number[]
  /** In the log more than once. */
  readonly twice: number
  /** In the log although nobody acknowledged it. */
  readonly unacknowledged: number
}

export function fateOf(acknowledged: readonly Batch[], found: readonly number[]): Fate {
  const times = new Map<number, number>()
  for (const number of found) times.set(number, (times.get(number) ?? 0) + 1)
  const lost: number[] = []
  let kept = 0
  for (const { from, to } of acknowledged)
    for (let number = from; number < to; number++) {
      if (times.has(number)) kept++
      else lost.push(number)
    }
  const twice = [...times.values()].filter((count) => count > 1).length
  return { kept, lost, twice, unacknowledged: times.size - kept }
}
