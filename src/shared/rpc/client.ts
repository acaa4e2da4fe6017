import { createBirpc } from 'birpc'
import type { Api, TopicName, Topics } from '../api/api.ts'
import { withDeadline } from '../base/deadline.ts'
import { asOrreryError, type ErrorData, OrreryError } from '../base/errors.ts'
import type { Carrier } from './carrier.ts'
import { type Live, type LiveTopic, liveCell } from './live.ts'
import { channelOver, type CoreSide, open, ownOnly, type Update, type WindowSide } from './protocol.ts'
import { Subscriptions } from './subscriptions.ts'

/** Opens a line to the core; rejects when none can be had now. */
export type Connect = () => Promise<Carrier>

export type Connection =
  | { readonly is: 'connecting' }
  | { readonly is: 'open' }
  /** `nextTryAt`: epoch ms. */
  | { readonly is: 'lost'; readonly error: ErrorData; readonly tries: number; readonly nextTryAt: number }

/** Arguments of `call`: methods that take nothing need none. */
export type CallArguments<K extends keyof Api> =
  Parameters<Api[K]> extends [infer A]
    ? [arg: A, signal?: AbortSignal]
    : [arg?: undefined, signal?: AbortSignal]

export interface Client {
  /**
   * Asks the core; waits for the line if it is not open yet. Aborting `signal` stops the work on the other side too.
   * @throws OrreryError as the core threw it; `refused` when the line is lost meanwhile; `timeout`; `cancelled`
   */
  call<K extends keyof Api>(method: K, ...rest: CallArguments<K>): Promise<Awaited<ReturnType<Api[K]>>>
  /** Equal topics and arguments share one subscription, kept for a moment after the last listener left. */
  live<K extends TopicName>(topic: K, arg: Topics[K]['arg']): LiveTopic<Topics[K]['value']>
  readonly connection: Live<Connection>
  /** For good: nothing is tried again. */
  close(): void
}

export interface ClientOptions {
  /** How long a subscription outlives its last listener, ms. */
  readonly lingerMs?: number
  /** First wait before a lost line is tried again, doubled each time up to the longest, ms. */
  readonly retryMs?: readonly [first: number, longest: number]
  /** Longest wait for a line, ms. */
  readonly lineLimitMs?: number
  /** Longest wait for an answer, ms: the last net only, since what is asked has deadlines of its own (a first start of the lab fetches it). */
  readonly callLimitMs?: number
}

/** One client for a window. Connects at once, and again whenever the line is lost. */
export function createClient(connect: Connect, options: ClientOptions = {}): Client {
  return new LineKeeper(connect, options)
}

class LineKeeper implements Client {
  readonly #connect: Connect
  readonly #retryMs: readonly [number, number]
  readonly #lineLimitMs: number
  readonly #callLimitMs: number
  readonly #connection = liveCell<Connection>({ is: 'connecting' })
  readonly #subscriptions: Subscriptions
  readonly #closing = new AbortController()
  /** The line that is open, or the next one that will be. */
  #line = pendingLine()
  #callId = 0

  constructor(connect: Connect, options: ClientOptions) {
    const { lingerMs = 2_000, retryMs = [250, 5_000], lineLimitMs = 15_000, callLimitMs = 900_000 } = options
    this.#connect = connect
    this.#retryMs = retryMs
    this.#lineLimitMs = lineLimitMs
    this.#callLimitMs = callLimitMs
    this.#subscriptions = new Subscriptions(lingerMs)
    void this.#keep()
  }

  get connection(): Live<Connection> {
    return this.#connection
  }

  async call<K extends keyof Api>(method: K, ...[arg, signal]: CallArguments<K>): Promise<never> {
    const id = ++this.#callId
    try {
      const parent = signal ?? this.#closing.signal
      const answer = await withDeadline(this.#callLimitMs, method, parent, async (stop) => {
        const core = await withDeadline(this.#lineLimitMs, 'the collector', stop, () => this.#line.promise)
        stop.addEventListener('abort', () => void core.cancel.asEvent(id), { once: true })
        return open(await core.call(id, method, arg))
      })
      return answer as never
    } catch (thrown) {
      throw asOrreryError(thrown)
    }
  }

  live<K extends TopicName>(topic: K, arg: Topics[K]['arg']): LiveTopic<Topics[K]['value']> {
    return this.#subscriptions.live(topic, arg)
  }

  close(): void {
    this.#closing.abort(new OrreryError('cancelled', 'The window is closing'))
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing
    for (let tries = 1; !signal.aborted; tries++) {
      let error = lineLost()
      try {
        await this.#hold()
        tries = 1
      } catch (thrown) {
        error = asOrreryError(thrown)
      }
      const waitMs = Math.min(this.#retryMs[0] * 2 ** (tries - 1), this.#retryMs[1])
      this.#connection.set({ is: 'lost', error: error.toData(), tries, nextTryAt: Date.now() + waitMs })
      await pause(waitMs, signal)
    }
  }

  /** One line, until it closes. */
  async #hold(): Promise<void> {
    const { signal } = this.#closing
    const carrier = await this.#connect()
    if (signal.aborted) return carrier.close()
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    const core = openLine(carrier, (id, update) => this.#subscriptions.event(id, update))
    carrier.onClose(resolve)
    const end = () => carrier.close()
    signal.addEventListener('abort', end)
    this.#subscriptions.attach({
      subscribe: (id, topic, arg) => void core.subscribe.asEvent(id, topic, arg),
      unsubscribe: (id) => void core.unsubscribe.asEvent(id),
    })
    this.#line.resolve(core)
    this.#connection.set({ is: 'open' })
    await closed
    signal.removeEventListener('abort', end)
    this.#subscriptions.detach()
    this.#line = pendingLine()
  }
}

function openLine(carrier: Carrier, event: (id: number, update: Update) => void) {
  const functions: WindowSide = { event }
  const core = createBirpc<CoreSide, WindowSide>(functions, {
    ...channelOver(carrier),
    resolver: ownOnly(functions),
    // `call` has its own deadline, which covers the opening of the line too
    timeout: -1,
  })
  carrier.onClose(() => core.$close(lineLost()))
  return core
}

function pendingLine() {
  return Promise.withResolvers<ReturnType<typeof openLine>>()
}

function lineLost(): OrreryError {
  return new OrreryError('refused', 'The line to the collector was lost', {
    fix: 'Orrery connects again by itself; if it does not, start it again.',
  })
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const stop = () => resolve()
  signal.addEventListener('abort', stop, { once: true })
  await promise
  clearTimeout(timer)
  signal.removeEventListener('abort', stop)
}
