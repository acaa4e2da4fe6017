import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import type { Sample } from '../../systems/sample.ts'
import type { Session } from '../../systems/system.ts'
import { backoffMs, nextDue, waitUntil } from './schedule.ts'

/** A failure that lasts: what, how often in a row, and when it is tried again (epoch ms). */
export interface Failure {
  readonly error: OrreryError
  readonly tries: number
  readonly nextTryAt: number
}

export interface SamplerOptions {
  readonly intervalMs: number
  connect(signal: AbortSignal): Promise<Session>
  /** A regular sample. Called in order, never while another one runs. */
  onSample(sample: Sample, session: Session): void
  /** A sample that came by itself; may come while the next regular one is being asked for. */
  onPush(sample: Sample): void
  onFailure(failure: Failure): void
  /** What it costs at most to open a session, to observe once, to close. */
  readonly limitsMs?: { readonly connect: number; readonly observe: number; readonly close: number }
  readonly retryMs?: readonly [first: number, longest: number]
}

/** Watched closely, a target is sampled at most so often, and is busy with us for at most a twentieth of the time. */
const CLOSE_MS = 250
const CLOSE_SHARE = 20

/**
 * Observes one target for ever: connects, samples at instants that don't drift, and after a failure begins anew with
 * growing patience. A driver that hangs is left behind at its deadline; it holds up nothing.
 */
export class Sampler {
  readonly #options: Required<SamplerOptions>
  readonly #stopping = new AbortController()
  #retry = new AbortController()
  /** Aborts when the next sample is wanted earlier than it was due. */
  #hurry = new AbortController()
  #watchers = 0
  #running: Promise<void> | undefined
  /** Sessions that were left, until they are closed or given up. */
  readonly #leaving = new Set<Promise<void>>()

  constructor(options: SamplerOptions) {
    const limitsMs = { connect: 20_000, observe: Math.max(3 * options.intervalMs, 15_000), close: 3_000 }
    this.#options = { limitsMs, retryMs: [1_000, 30_000], ...options }
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** Tries at once what would be tried later. */
  retry(): void {
    this.#retry.abort()
  }

  /** Samples more often, as far as the cluster answers quickly, until all that asked for it are disposed of. */
  closely(): Disposable {
    this.#watchers++
    this.#hurry.abort()
    let isOn = true
    return {
      [Symbol.dispose]: () => {
        if (isOn) this.#watchers--
        isOn = false
      },
    }
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopping.abort(new OrreryError('cancelled', 'Observing was stopped'))
    await this.#running
    await Promise.all(this.#leaving)
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    for (let tries = 0; !signal.aborted;) {
      try {
        await this.#session(() => (tries = 0))
      } catch (thrown) {
        if (signal.aborted) return
        tries++
        const nextTryAt = Date.now() + this.#patienceMs(tries)
        this.#retry = new AbortController()
        this.#options.onFailure({ error: asOrreryError(thrown), tries, nextTryAt })
        await waitUntil(nextTryAt, signal, this.#retry.signal)
      }
    }
  }

  /** Watched closely, it is tried again soon every time: an experiment stops servers, and what comes back is the point. */
  #patienceMs(tries: number): number {
    const [first, longest] = this.#options.retryMs
    return backoffMs(tries, [first, this.#watchers > 0 ? first : longest])
  }

  /** One session, until it fails or observing is stopped. */
  async #session(onSuccess: () => void): Promise<void> {
    const { connect, onPush, limitsMs } = this.#options
    const { signal } = this.#stopping
    const session = await withDeadline(limitsMs.connect, 'the servers', signal, async (stop) => {
      const opened = await connect(stop)
      // the deadline was over meanwhile: nobody will take this session
      if (stop.aborted) this.#leave(opened)
      return opened
    })
    const pushes = session.onPush?.(onPush)
    try {
      for (let dueAt = Date.now(); !signal.aborted;) {
        const tookMs = await this.#observe(session)
        onSuccess()
        dueAt = nextDue(dueAt, this.#intervalMs(tookMs), Date.now())
        this.#hurry = new AbortController()
        await waitUntil(dueAt, signal, this.#hurry.signal)
        dueAt = Math.min(dueAt, Date.now())
      }
    } finally {
      pushes?.[Symbol.dispose]()
      this.#leave(session)
    }
  }

  #intervalMs(tookMs: number): number {
    const { intervalMs } = this.#options
    if (this.#watchers === 0) return intervalMs
    return Math.min(intervalMs, Math.max(CLOSE_MS, CLOSE_SHARE * tookMs))
  }

  /** @returns how long the sample took, ms */
  async #observe(session: Session): Promise<number> {
    const { limitsMs, onSample } = this.#options
    const sample = await withDeadline(limitsMs.observe, 'the whole cluster', this.#stopping.signal, (stop) =>
      session.observe(Date.now(), stop),
    )
    onSample(sample, session)
    return sample.tookMs
  }

  /** Closes a session without waiting: one that hangs is given up after a while. */
  #leave(session: Session): void {
    const never = new AbortController().signal
    const closing = withDeadline(this.#options.limitsMs.close, 'closing', never, async () =>
      session[Symbol.asyncDispose](),
    ).catch(() => undefined)
    this.#leaving.add(closing)
    void closing.then(() => this.#leaving.delete(closing))
  }
}
