import { OrreryError } from '../../../shared/base/errors.ts'
import type { Capability } from '../../../shared/api/targets.ts'
import type { Sample } from '../sample.ts'
import type { Connection, Session } from '../system.ts'
import { capabilitiesOf } from './capabilities.ts'
import { ClusterAsker } from './cluster-asker.ts'
import { parseOptions } from './options.ts'
import type { RawFailure, RawReplies } from './raw.ts'
import { SampleFold } from './sample.ts'

const slowEveryMs = 60_000

/** Observes one cluster: every node by itself, and the cluster through one of them. */
export class RabbitmqSession implements Session {
  readonly asker: ClusterAsker
  /** Told of the raw replies of each sample: for recordings. */
  onRaw: ((raw: RawReplies) => void) | undefined
  readonly #fold = new SampleFold()
  #last: RawReplies | undefined
  /** Capabilities go by the last asking for everything. */
  #lastSlow: RawReplies | undefined
  #slowAt = -Infinity
  #at = -Infinity

  /** Opens nothing yet. @throws OrreryError `invalid` for options that can't be read */
  constructor({ endpoints, options, credentials }: Connection) {
    const parsed = parseOptions(options)
    this.asker = new ClusterAsker(endpoints, { tls: parsed.tls, credentials }, parsed)
  }

  async observe(now: number, signal: AbortSignal): Promise<Sample> {
    const slow = now - this.#slowAt >= slowEveryMs
    const raw = await this.ask(now, slow, signal)
    // what is asked once a minute is asked again as soon as somebody can answer
    if (slow && !raw.isStalled && raw.speaker !== undefined) this.#slowAt = now
    if (slow) this.#lastSlow = raw
    this.onRaw?.(raw)
    return this.#fold.toSample(raw)
  }

  /** One asking, of which nothing is kept but that it was answered. @throws OrreryError when nothing can be told */
  async ask(now: number, slow: boolean, signal: AbortSignal): Promise<RawReplies> {
    const started = performance.now()
    const told = await this.asker.observe(now, slow, signal)
    throwIfNothing(told.nodes, this.#last !== undefined)
    const at = (this.#at = Math.max(now, this.#at + 1))
    return (this.#last = { at, tookMs: performance.now() - started, slow, ...told })
  }

  capabilities(): readonly Capability[] {
    return this.#last === undefined
      ? []
      : capabilitiesOf(this.#last, this.#lastSlow ?? this.#last, this.#fold.source)
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.asker[Symbol.dispose]()
    return Promise.resolve()
  }
}

/**
 * That every node refuses or hangs is an observation too, of a cluster that answered before; that none can be reached
 * from here is none.
 * @throws the failure of the first node
 */
function throwIfNothing(nodes: RawReplies['nodes'], answeredBefore: boolean): void {
  const failures = nodes.map((node) => node.failures['GET /api/health/checks/local-alarms'])
  const isTold = (failure: RawFailure | undefined) =>
    failure === undefined ||
    (answeredBefore &&
      (failure.code === 'refused' || failure.code === 'timeout') &&
      failure.unreachable !== true)
  if (failures.some(isTold)) return
  const failure = failures[0]
  if (failure === undefined) throw new OrreryError('invalid', 'The target has no endpoints')
  throw errorOf(failure)
}

export function errorOf({ code, message, fix }: RawFailure, otherwise?: string): OrreryError {
  const advice = fix ?? otherwise
  return new OrreryError(code, message, advice === undefined ? {} : { fix: advice })
}
