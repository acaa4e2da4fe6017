import { OrreryError } from '../../../shared/base/errors.ts'
import type { Capability } from '../../../shared/api/targets.ts'
import type { Sample } from '../sample.ts'
import type { Connection, Session } from '../system.ts'
import { capabilitiesOf } from './capabilities.ts'
import { EnsembleAsker } from './ensemble-asker.ts'
import { parseOptions } from './options.ts'
import type { RawMember, RawReplies } from './raw.ts'
import { SampleFold } from './sample.ts'

const slowEveryMs = 60_000

/** Observes one ensemble: members by their own doors, the tree by a session of our own. */
export class ZooKeeperSession implements Session {
  readonly #asker: EnsembleAsker
  readonly #fold = new SampleFold()
  #slowAt = -Infinity
  #last: { raw: RawReplies; sample: Sample } | undefined

  constructor(connection: Connection) {
    const options = parseOptions(connection.options)
    this.#asker = new EnsembleAsker(connection.endpoints, options.admin)
  }

  async observe(now: number, signal: AbortSignal): Promise<Sample> {
    const raw = await this.ask(now, signal)
    const sample = this.#fold.toSample(raw)
    this.#asker.add(this.#fold.known.members.flatMap(({ client }) => client ?? []))
    this.#last = { raw, sample }
    return sample
  }

  /** The raw replies of one sample: for recordings. */
  async ask(now: number, signal: AbortSignal): Promise<RawReplies> {
    const started = performance.now()
    const slow = now - this.#slowAt >= slowEveryMs
    const members = await this.#asker.observe({ slow, ...this.#fromLast() }, signal)
    throwIfNothing(members)
    if (slow) this.#slowAt = now
    return {
      at: now,
      tookMs: performance.now() - started,
      slow,
      members,
      configNode: null,
      own: null,
      tree: { how: 'off', why: null, chroot: '/', znodes: 0, changes: 0, waiting: 0, hidden: 0 },
      treeFailure: null,
      cost: this.#asker.takeCost(),
    }
  }

  capabilities(): readonly Capability[] {
    return this.#last === undefined ? [] : capabilitiesOf(this.#last.raw, this.#fold.known)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#asker[Symbol.dispose]()
    await Promise.resolve()
  }

  #fromLast(): { sessionsFrom: string | undefined; watches: number } {
    const serving = this.#fold.known.members.filter(({ asked }) => asked?.state === 'serving')
    const leader = serving.find(({ asked }) => asked?.srvr?.mode === 'leader') ?? serving[0]
    const watches = this.#last?.sample.values.find(({ metric }) => metric === 'member.watches')?.values ?? []
    const told = [...watches].filter((one) => !Number.isNaN(one))
    return {
      sessionsFrom: leader?.asked?.raw.endpoint ?? this.#asker.lines[0]?.endpoint,
      watches: told.reduce((sum, one) => sum + one, 0),
    }
  }
}

/** @throws the failure of the first member, when no member said anything */
function throwIfNothing(members: readonly RawMember[]): void {
  if (members.some(({ failures }) => failures.srvr === undefined || failures.srvr.code === 'forbidden'))
    return
  const failure = members[0]?.failures.srvr
  if (failure === undefined) throw new OrreryError('invalid', 'The target has no endpoints')
  throw new OrreryError(failure.code, failure.message, failure.fix === undefined ? {} : { fix: failure.fix })
}
