import { OrreryError } from '../../../shared/base/errors.ts'
import type { Capability } from '../../../shared/api/targets.ts'
import type { FactColumn, Sample } from '../sample.ts'
import type { Connection, Session } from '../system.ts'
import { Dialer } from '../base/dialer.ts'
import { AdminDoor } from './ask/admin.ts'
import { capabilitiesOf } from './capabilities.ts'
import { EnsembleAsker } from './ensemble-asker.ts'
import { parseOptions } from './options.ts'
import type { RawFailure, RawMember, RawReplies, RawTree } from './raw.ts'
import { SampleFold } from './sample.ts'
import { TreeBudget } from './tree/budget.ts'
import { TreeFollower } from './tree/follower.ts'
import type { KnownMember } from './who-is-who.ts'

const slowEveryMs = 60_000
/** The first sample waits this long for the tree; a larger one comes by itself, later. */
const treeGraceMs = 5000

/** One sample's raw replies, with the facts of the tree that were due: what a recording keeps. */
export interface RawSample {
  readonly raw: RawReplies
  readonly tree: readonly FactColumn[]
}

/** Observes one ensemble: members by their own doors, the tree by a session of our own. */
export class ZooKeeperSession implements Session {
  readonly endpoints: readonly string[]
  readonly asker: EnsembleAsker
  /** Undefined: switched off. */
  readonly follower: TreeFollower | undefined
  /** Told of the raw replies of each sample: for recordings. */
  onRaw: ((sample: RawSample) => void) | undefined
  readonly dialer: Dialer
  readonly #chroot: string
  readonly #fold = new SampleFold()
  readonly #listeners = new Set<(sample: Sample) => void>()
  #slowAt = -Infinity
  #at = -Infinity
  #raw: RawReplies | undefined

  /** Opens nothing yet. @throws OrreryError `invalid` for options that can't be read */
  constructor({ endpoints, options, budget, credentials }: Connection) {
    const { admin, adminTls, tls, chroot, tree, dataBytes, pollMs } = parseOptions(options)
    const dialer = (this.dialer = new Dialer(tls))
    const adminDoor = new AdminDoor(adminTls)
    const isAdminGiven = options['admin'] !== undefined
    this.endpoints = endpoints
    this.asker = new EnsembleAsker(endpoints, { dialer, adminDoor, candidates: admin, isAdminGiven })
    this.#chroot = chroot
    if (!tree) return
    this.follower = new TreeFollower({
      endpoints: () => this.#byBurden(),
      root: chroot,
      budget: new TreeBudget(budget, dataBytes),
      changesPerSecond: budget.requestsPerSecond,
      pollMs,
      credentials,
      dialer,
      meterOf: (endpoint) => this.asker.meterOf(endpoint),
      onFacts: () => this.#push(),
    })
  }

  async observe(now: number, signal: AbortSignal): Promise<Sample> {
    const { raw, tree } = await this.#ask(now, signal)
    this.onRaw?.({ raw, tree })
    const sample = this.#fold.toSample(raw, tree)
    this.asker.add(this.#clients(this.#fold.known.members))
    this.#raw = raw
    // what came of the tree meanwhile follows the sample
    setImmediate(() => this.#push())
    return sample
  }

  /** @throws OrreryError when nothing can be told of any member */
  async #ask(now: number, signal: AbortSignal): Promise<RawSample> {
    const started = performance.now()
    const slow = now - this.#slowAt >= slowEveryMs
    const members = await this.asker.observe({ slow, sessionsFrom: this.#sessionsFrom() }, signal)
    throwIfNothing(members, this.#raw !== undefined)
    if (this.#raw === undefined) await this.#treeOrGrace()
    if (slow) this.#slowAt = now
    // pushes may have been told since `now`
    const at = (this.#at = Math.max(now, this.#at + 1))
    const raw: RawReplies = {
      at,
      tookMs: performance.now() - started,
      slow,
      members,
      configNode: this.follower?.config ?? null,
      own: this.follower?.own ?? null,
      tree: this.follower?.state() ?? this.#noTree(),
      treeFailure: this.follower?.failure ?? null,
      cost: this.asker.takeCost(),
    }
    return { raw, tree: this.#takeFacts().flat() }
  }

  capabilities(): readonly Capability[] {
    return this.#raw === undefined ? [] : capabilitiesOf(this.#raw, this.#fold.known)
  }

  onPush(listener: (sample: Sample) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear()
    await this.follower?.[Symbol.asyncDispose]()
    this.asker[Symbol.dispose]()
  }

  /** Tells what is new in the tree, and nothing else: what it cost is told with the next whole sample. */
  #push(): void {
    if (this.#raw === undefined || this.#listeners.size === 0) return
    for (const facts of this.#takeFacts()) {
      const at = (this.#at = Math.max(Date.now(), this.#at + 1))
      const sample: Sample = { at, tookMs: 0, values: [], facts, gaps: [], cost: [] }
      for (const listener of this.#listeners) listener(sample)
    }
  }

  /** All that was not told yet, oldest first. */
  #takeFacts(): readonly (readonly FactColumn[])[] {
    return this.follower?.takeFacts() ?? []
  }

  async #treeOrGrace(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, treeGraceMs)
    await Promise.race([this.follower?.ready, promise])
    clearTimeout(timer)
  }

  /** Where our own session weighs least: observers first, the leader last, then whoever doesn't serve. */
  #byBurden(): readonly string[] {
    const order = ['observer', 'follower', 'standalone', 'leader'] as const
    const rank = ({ asked }: KnownMember) => {
      const mode = asked?.state === 'serving' ? asked.srvr?.mode : undefined
      const at = order.findIndex((one) => one === mode)
      return at < 0 ? order.length : at
    }
    const known = this.#fold.known.members.toSorted((a, b) => rank(a) - rank(b))
    return [...new Set([...this.#clients(known), ...this.endpoints])]
  }

  /** The ensemble's configuration names plain ports: by TLS members are those that the target names. */
  #clients(members: readonly KnownMember[]): readonly string[] {
    const isReached = ({ asked }: KnownMember) => this.dialer.tls === undefined || asked !== undefined
    return members.filter(isReached).flatMap(({ client }) => client ?? [])
  }

  /** The leader knows the sessions best, then whoever serves; undefined: nobody is known yet. */
  #sessionsFrom(): string | undefined {
    const serving = this.#fold.known.members.filter(({ asked }) => asked?.state === 'serving')
    const leader = serving.find(({ asked }) => asked?.srvr?.mode === 'leader') ?? serving[0]
    return leader?.client
  }

  #noTree(): RawTree {
    return {
      how: 'off',
      why: null,
      lag: null,
      chroot: this.#chroot,
      znodes: 0,
      changes: 0,
      waiting: 0,
      hidden: 0,
    }
  }
}

/**
 * That every member refuses or hangs is an observation too, of an ensemble that answered before; that none can be
 * reached from here is none.
 * @throws the failure of the first member
 */
function throwIfNothing(members: readonly RawMember[], answeredBefore: boolean): void {
  const isTold = ({ failures: { srvr } }: RawMember) =>
    srvr === undefined || srvr.code === 'forbidden' || (answeredBefore && tellsOfMember(srvr))
  if (members.some(isTold)) return
  const failure = members[0]?.failures.srvr
  if (failure === undefined) throw new OrreryError('invalid', 'The target has no endpoints')
  throw new OrreryError(failure.code, failure.message, failure.fix === undefined ? {} : { fix: failure.fix })
}

/** Its machine refused, or took the connection and said nothing: that is not the way there. */
function tellsOfMember({ code, unreachable, unaccepted }: RawFailure): boolean {
  return (code === 'refused' || code === 'timeout') && unreachable !== true && unaccepted !== true
}
