import type { RunEntry } from '../api/experiments.ts'

/** How the client of the experiment is told of changes. */
export const watchVariants = ['once', 'one-shot', 'child', 'persistent', 'recursive'] as const
export type WatchVariant = (typeof watchVariants)[number]

/**
 * What the writer and the reader tell, by `RunEntry.what`. `at`: the client's own instant, epoch ms with a fraction.
 * `znode`: name below the run's own znode. A state is numbered by the change that made it; 0: before the first.
 */
export interface WatchEntries {
  /** A change was acknowledged. `of`: whose state it changes, for a created child its parent. */
  wrote: {
    change: number
    znode: string
    of: string
    how: 'setData' | 'create'
    zxid: string
    sentAt: number
    at: number
  }
  /** The reader asked: getData or getChildren. `isArmed`: the same request left a one-shot watch. */
  read: { znode: string; state: number; isArmed: boolean; at: number }
  /** addWatch was answered: from here on every change is told. */
  armed: { znode: string; at: number }
  notified: { znode: string; type: string; zxid: string | null; at: number }
  /** After `sync`: every notification there will be has been worked on. */
  settled: { at: number }
  /** What stands in the end, read by the writer. */
  stands: { states: Readonly<Record<string, number>>; at: number }
}

export interface WatchedChange {
  readonly change: number
  readonly znode: string
  readonly of: string
  readonly sentAt: number
  readonly ackedAt: number
  /** When the reader was told of this very change; undefined: never. */
  readonly toldAt: number | undefined
  /** The state that it made was read. */
  readonly isSeen: boolean
}

/** A stretch in which a change would be told; `to` undefined: still. */
export interface Armed {
  readonly from: number
  readonly to: number | undefined
}

export interface WatchTally {
  readonly changes: readonly WatchedChange[]
  readonly notifications: readonly WatchEntries['notified'][]
  readonly reads: readonly WatchEntries['read'][]
  readonly armed: readonly Armed[]
  /** Changes whose state nobody read: they came between two reads. */
  readonly unseen: number
  /** Changes after the last state read, of each znode. 0: the reader knows how things stand. */
  readonly behind: number
  readonly isSettled: boolean
}

/** Everything that is shown of the experiment: of a log, or of its beginning. */
export function foldWatches(entries: readonly RunEntry[]): WatchTally {
  const reads = dataOf(entries, 'read')
  const notifications = dataOf(entries, 'notified')
  const added = dataOf(entries, 'armed')
  const changes = withTold(dataOf(entries, 'wrote'), added.length > 0 ? [] : reads, notifications).map(
    (change) => ({
      ...change,
      isSeen: reads.some((read) => read.znode === change.of && read.state === change.change),
    }),
  )
  const last = new Map(reads.map((read) => [read.znode, read.state]))
  return {
    changes,
    notifications,
    reads,
    armed: armedStretches(reads, added, notifications),
    unseen: changes.filter(({ isSeen }) => !isSeen).length,
    behind: changes.filter(({ of, change }) => change > (last.get(of) ?? 0)).length,
    isSettled: dataOf(entries, 'settled').length > 0,
  }
}

function dataOf<W extends keyof WatchEntries>(
  entries: readonly RunEntry[],
  what: W,
): readonly WatchEntries[W][] {
  return entries.filter((entry) => entry.what === what).map(({ data }) => data as unknown as WatchEntries[W])
}

/**
 * The change that a notification tells: by its zxid. Where the server leaves that out, by the order that ZooKeeper keeps: the
 * first that was not told yet, and for a one-shot watch came after the state last read of that znode.
 */
function withTold(
  wrote: readonly WatchEntries['wrote'][],
  oneShotReads: readonly WatchEntries['read'][],
  notifications: readonly WatchEntries['notified'][],
): readonly Omit<WatchedChange, 'isSeen'>[] {
  const told = new Map<number, number>()
  for (const { znode, zxid, at } of notifications) {
    const known = oneShotReads.findLast((read) => read.znode === znode && read.at <= at)?.state ?? 0
    const change = wrote.find((one) =>
      zxid === null ? one.of === znode && one.change > known && !told.has(one.change) : one.zxid === zxid,
    )
    if (change !== undefined) told.set(change.change, at)
  }
  return wrote.map(({ change, znode, of, sentAt, at }) => ({
    ...{ change, znode, of, sentAt, ackedAt: at },
    toldAt: told.get(change),
  }))
}

function armedStretches(
  reads: readonly WatchEntries['read'][],
  added: readonly WatchEntries['armed'][],
  notifications: readonly WatchEntries['notified'][],
): readonly Armed[] {
  const [persistent] = added
  if (persistent !== undefined) return [{ from: persistent.at, to: undefined }]
  return reads
    .filter(({ isArmed }) => isArmed)
    .map(({ at }) => ({ from: at, to: notifications.find((one) => one.at >= at)?.at }))
}

/** The parameters of a run, as numbers and words that can be reckoned with. */
export interface WatchPlan {
  readonly variant: WatchVariant
  readonly writes: number
  /** Between two writes; 0: all at once, without waiting for answers. */
  readonly everyMs: number
  /** Between a notification and the next read. */
  readonly workMs: number
}

export function watchPlan(parameters: Readonly<Record<string, number | string>>): WatchPlan {
  const number = (id: string) => Number(parameters[id] ?? 0)
  return {
    variant: watchVariants.find((each) => each === parameters['variant']) ?? 'one-shot',
    writes: number('writes'),
    everyMs: number('everyMs'),
    workMs: number('workMs'),
  }
}

/**
 * Notifications that theory expects, network and server taken as instant: one for each stretch of changes that fits into
 * the time that the client needs to read again.
 */
export function expectedNotifications({ variant, writes, everyMs, workMs }: WatchPlan): number {
  if (variant === 'once') return 1
  if (variant === 'persistent' || variant === 'recursive') return writes
  if (everyMs === 0) return 1
  return Math.ceil(writes / (Math.floor(workMs / everyMs) + 1))
}
