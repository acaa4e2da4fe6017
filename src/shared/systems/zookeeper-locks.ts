import type { RunEntry } from '../api/experiments.ts'

/** `herd`: all wait for one znode. `queue`: each waits for the one before it. */
export type LockVariant = 'herd' | 'queue'
/** Who dies in the middle of the run. */
export type LockCrash = 'owner' | 'waiting' | 'none'

/**
 * What contenders tell, by `RunEntry.what`; `RunEntry.actor` is the contender. `at`: the client's own instant, epoch ms with
 * a fraction. `requests`: all that it sent to get the lock so far. `znode`: name below the lock's own znode.
 */
export interface LockEntries {
  session: { session: string; timeoutMs: number; endpoint: string; at: number }
  /** Its first create was answered: from here on it wants the lock. */
  arrived: { znode: string; requests: number; at: number }
  /** It saw that somebody else is before it, and left a watch on `watches`. */
  waiting: { watches: string; requests: number; at: number }
  notified: { znode: string; type: string; at: number }
  /** `token`: czxid of its znode. It grows from owner to owner: a store that remembers the highest fences off the late. */
  owning: { znode: string; token: string; requests: number; at: number }
  /** `at`: before delete is sent. From here on it doesn't think that it owns. */
  released: { requests: number; at: number }
  /** It closes its session: if it still owned or waited, it does no more. */
  left: { at: number }
  /** Its thread was ended, its sockets closed, without a word to the server. */
  killed: { contender: string; was: 'owning' | 'waiting'; at: number }
  /** Children of the lock's znode, read from a session that takes no part. */
  seats: { seats: readonly string[]; at: number }
}

export interface LaneSpan {
  /** `expiring`: dead, and its session, with its znode, still lives at the server. */
  readonly is: 'waiting' | 'owning' | 'expiring'
  readonly from: number
  /** undefined: still. */
  readonly to: number | undefined
}

export interface Lane {
  readonly contender: string
  readonly session: string | undefined
  readonly timeoutMs: number | undefined
  readonly arrivedAt: number
  readonly spans: readonly LaneSpan[]
  /** Epoch ms. */
  readonly notifiedAt: readonly number[]
  readonly token: string | undefined
  /** 1: the first owner; undefined: never, or not yet. */
  readonly turn: number | undefined
  readonly requests: number
}

/** A znode of the lock goes, with its owner or with its session: that is what waiting contenders are told of. */
export interface Release {
  readonly by: string
  readonly how: 'released' | 'owner died' | 'waiting one died'
  readonly at: number
  /** Who was waiting then, oldest first. */
  readonly waiting: readonly string[]
  readonly notified: readonly { readonly contender: string; readonly at: number }[]
  /** Who got the lock by it. */
  readonly next: { readonly contender: string; readonly at: number } | undefined
  /** The next owner was the one that waited longest; undefined: there is none. */
  readonly isInTurn: boolean | undefined
}

export interface LockTally {
  /** In the order of arrival. */
  readonly lanes: readonly Lane[]
  readonly releases: readonly Release[]
  /** Contenders in the order in which they owned. */
  readonly owners: readonly string[]
  readonly notifications: number
  readonly requests: number
  /** Most that thought at one instant that they own. */
  readonly ownersAtOnce: number
  /** Each owner's token is higher than that of the one before. */
  readonly tokensRise: boolean
}

interface Line<W extends keyof LockEntries> {
  readonly contender: string
  readonly data: LockEntries[W]
}

/** Everything that is shown of the experiment: of a log, or of its beginning. */
export function foldLocks(entries: readonly RunEntry[]): LockTally {
  const log = new Lines(entries)
  const lanes = log
    .of('arrived')
    .toSorted((a, b) => a.data.at - b.data.at)
    .map(({ contender, data }) => laneOf(log, contender, data.at))
  const owning = log.of('owning').toSorted((a, b) => a.data.at - b.data.at)
  const tokens = owning.map(({ data }) => BigInt(data.token))
  return {
    lanes,
    releases: releasesOf(log, lanes),
    owners: owning.map(({ contender }) => contender),
    notifications: log.of('notified').length,
    requests: lanes.reduce((sum, lane) => sum + lane.requests, 0),
    ownersAtOnce: mostAtOnce(lanes.flatMap(({ spans }) => spans.filter(({ is }) => is === 'owning'))),
    tokensRise: tokens.every((token, i) => i === 0 || token > (tokens[i - 1] ?? 0n)),
  }
}

/** The log by what was told. */
class Lines {
  readonly #entries: readonly RunEntry[]

  constructor(entries: readonly RunEntry[]) {
    this.#entries = entries
  }

  of<W extends keyof LockEntries>(what: W): readonly Line<W>[] {
    return this.#entries
      .filter((entry) => entry.what === what && entry.kind === 'client')
      .map(({ actor, data }) => ({ contender: actor, data: data as unknown as LockEntries[W] }))
  }

  from<W extends keyof LockEntries>(contender: string, what: W): readonly LockEntries[W][] {
    return this.of(what)
      .filter((line) => line.contender === contender)
      .map(({ data }) => data)
  }

  death(contender: string): LockEntries['killed'] | undefined {
    return this.of('killed').find(({ data }) => data.contender === contender)?.data
  }
}

function laneOf(log: Lines, contender: string, arrivedAt: number): Lane {
  const [session] = log.from(contender, 'session')
  const [owning] = log.from(contender, 'owning')
  const turn = log
    .of('owning')
    .toSorted((a, b) => a.data.at - b.data.at)
    .findIndex((line) => line.contender === contender)
  const steps = (['arrived', 'waiting', 'owning', 'released'] as const).flatMap((what) =>
    log.from(contender, what),
  )
  return {
    contender,
    session: session?.session,
    timeoutMs: session?.timeoutMs,
    arrivedAt,
    spans: spansOf(log, contender, arrivedAt),
    notifiedAt: log.from(contender, 'notified').map(({ at }) => at),
    token: owning?.token,
    turn: turn < 0 ? undefined : turn + 1,
    requests: Math.max(0, ...steps.map(({ requests }) => requests)),
  }
}

function spansOf(log: Lines, contender: string, arrivedAt: number): readonly LaneSpan[] {
  const owning = log.from(contender, 'owning')[0]?.at
  const death = log.death(contender)
  const left = log.from(contender, 'left')[0]?.at
  const released = log.from(contender, 'released')[0]?.at ?? left
  const spans: LaneSpan[] = [{ is: 'waiting', from: arrivedAt, to: owning ?? death?.at ?? left }]
  if (owning !== undefined) spans.push({ is: 'owning', from: owning, to: released ?? death?.at })
  if (death !== undefined) spans.push({ is: 'expiring', from: death.at, to: goneAt(log, contender, death) })
  return spans.filter(({ from, to }) => to === undefined || to > from)
}

/** When the dead one's znode was seen to be gone: somebody was told, or it no longer stood among the seats. */
function goneAt(log: Lines, contender: string, { at }: LockEntries['killed']): number | undefined {
  const znode = (log.from(contender, 'owning')[0] ?? log.from(contender, 'arrived')[0])?.znode
  const told = log.of('notified').find(({ data }) => data.at > at && data.znode === znode)?.data.at
  const unseen = log.of('seats').find(({ data }) => data.at > at && !data.seats.includes(znode ?? ''))
    ?.data.at
  const known = [told, unseen].filter((each) => each !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

function releasesOf(log: Lines, lanes: readonly Lane[]): readonly Release[] {
  const ends = [
    ...log
      .of('released')
      .map(({ contender, data }) => ({ by: contender, how: 'released' as const, at: data.at })),
    ...log.of('killed').map(({ data }) => ({
      by: data.contender,
      how: data.was === 'owning' ? ('owner died' as const) : ('waiting one died' as const),
      at: data.at,
    })),
  ].toSorted((a, b) => a.at - b.at)
  const notified = log.of('notified')
  return ends.map((end, i) => {
    const until = ends[i + 1]?.at ?? Infinity
    const isMine = ({ at }: { readonly at: number }) => at >= end.at && at < until
    const waiting = lanes.filter((lane) => isWaitingAt(lane, end.at)).map(({ contender }) => contender)
    const next = log.of('owning').find(({ data }) => isMine(data))
    return {
      ...end,
      waiting,
      notified: notified
        .filter(({ data }) => isMine(data))
        .map(({ contender, data }) => ({ contender, at: data.at })),
      next: next === undefined ? undefined : { contender: next.contender, at: next.data.at },
      isInTurn: next === undefined ? undefined : next.contender === waiting[0],
    }
  })
}

function isWaitingAt({ spans }: Lane, at: number): boolean {
  return spans.some(({ is, from, to }) => is === 'waiting' && from <= at && (to === undefined || to > at))
}

function mostAtOnce(spans: readonly LaneSpan[]): number {
  const edges = spans
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to ?? Infinity, by: -1 },
    ])
    // who lets go at the instant at which another begins doesn't overlap
    .toSorted((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  let most = 0
  for (const { by } of edges) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

/** The parameters of a run, as numbers and words that can be reckoned with. */
export interface LockPlan {
  readonly variant: LockVariant
  readonly contenders: number
  readonly holdMs: number
  readonly sessionTimeoutMs: number
  readonly crash: LockCrash
  /** Which owner, counted from 1, sees the crash: its own, or that of the first in line. */
  readonly crashTurn: number
}

export function lockPlan(parameters: Readonly<Record<string, number | string>>): LockPlan {
  const { variant, contenders, holdMs, sessionTimeoutMs, crash } = parameters
  const count = Number(contenders ?? 0)
  return {
    variant: variant === 'herd' ? 'herd' : 'queue',
    contenders: count,
    holdMs: Number(holdMs ?? 0),
    sessionTimeoutMs: Number(sessionTimeoutMs ?? 0),
    crash: crash === 'owner' || crash === 'waiting' ? crash : 'none',
    crashTurn: Math.max(2, Math.ceil(count / 2)),
  }
}

/** Notifications over a whole run, as theory has them. */
export function expectedNotifications({ variant, contenders, crash, crashTurn }: LockPlan): number {
  // each of the n − 1 that wait is told once: its turn has come, or the one before it is gone
  if (variant === 'queue') return contenders - 1
  // the first release wakes n − 1, the next n − 2, and so on; who died waiting is woken no more
  const all = (contenders * (contenders - 1)) / 2
  return crash === 'waiting' ? all - (contenders - crashTurn) : all
}
