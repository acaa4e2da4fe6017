import { createBirpc } from 'birpc'
import type { Api, TopicName, Topics } from '../api/api.ts'
import { asOrreryError, OrreryError } from '../base/errors.ts'
import type { Carrier } from './carrier.ts'
import { diff } from './delta.ts'
import { type Answer, channelOver, type CoreSide, ownOnly, type Update, type WindowSide } from './protocol.ts'

/** The methods of the api as the core implements them; the signal aborts when the caller cancels or goes away. */
export type Handlers = {
  readonly [K in keyof Api]: (arg: Parameters<Api[K]>[0], signal: AbortSignal) => ReturnType<Api[K]>
}

/** Where a topic's next value, or the reason why there is none, is told. */
export interface Emit<T> {
  value(value: T): void
  error(error: OrreryError): void
}

/** The topics as the core implements them: emits the newest value at once if there is one, then each new one. */
export type Sources = {
  readonly [K in TopicName]: (arg: Topics[K]['arg'], emit: Emit<Topics[K]['value']>) => Disposable
}

/** Serves one window. Ends with the carrier: running calls are aborted, subscriptions dropped. */
export function serve(carrier: Carrier, handlers: Handlers, sources: Sources): Disposable {
  const calls = new Map<number, AbortController>()
  const subscriptions = new Map<number, Disposable>()
  const functions: CoreSide = {
    call: (callId, method, arg) => runCall(handlers, calls, callId, method, arg),
    cancel: (callId) => calls.get(callId)?.abort(new OrreryError('cancelled', 'Cancelled by the window')),
    subscribe(id, topic, arg) {
      subscriptions.get(id)?.[Symbol.dispose]()
      subscriptions.set(
        id,
        subscription(sources, topic, arg, (update) => tell(id, update)),
      )
    },
    unsubscribe(id) {
      subscriptions.get(id)?.[Symbol.dispose]()
      subscriptions.delete(id)
    },
  }
  const rpc = createBirpc<WindowSide, CoreSide>(functions, {
    ...channelOver(carrier),
    // an acknowledgement may take as long as a window sleeps
    timeout: -1,
    resolver: ownOnly(functions),
  })
  async function tell(id: number, update: Update): Promise<void> {
    try {
      await rpc.event(id, update)
    } catch (thrown) {
      // a value that cannot cross is told as an error; a line that closed needs nothing more
      if (!rpc.$closed && !('error' in update)) await tell(id, { error: asOrreryError(thrown).toData() })
    }
  }
  carrier.onClose(() => {
    rpc.$close()
    for (const call of calls.values()) call.abort(new OrreryError('cancelled', 'The window is gone'))
    for (const each of subscriptions.values()) each[Symbol.dispose]()
    subscriptions.clear()
  })
  return { [Symbol.dispose]: () => carrier.close() }
}

async function runCall(
  handlers: Handlers,
  calls: Map<number, AbortController>,
  callId: number,
  method: string,
  arg: unknown,
): Promise<Answer> {
  const own = new AbortController()
  calls.set(callId, own)
  try {
    const handler = ownValue(handlers, method) as
      ((arg: unknown, signal: AbortSignal) => Promise<unknown>) | undefined
    if (handler === undefined) throw new OrreryError('unsupported', `There is no method ${method}`)
    return { ok: true, value: await handler(arg ?? {}, own.signal) }
  } catch (thrown) {
    return { ok: false, error: asOrreryError(thrown).toData() }
  } finally {
    calls.delete(callId)
  }
}

/** One update on the way at a time; what comes meanwhile replaces what waits. */
function subscription(
  sources: Sources,
  topic: string,
  arg: unknown,
  send: (update: Update) => Promise<void>,
): Disposable {
  let sent: { readonly value: unknown } | undefined
  let waiting: Next | undefined
  let busy = false

  async function pump() {
    if (busy) return
    busy = true
    while (waiting !== undefined) {
      const next: Next = waiting
      waiting = undefined
      const update = updateFrom(sent, next)
      sent = 'value' in next ? next : undefined
      if (update !== undefined) await send(update)
    }
    busy = false
  }
  const offer = (next: Next) => {
    waiting = next
    void pump()
  }
  const emit: Emit<unknown> = { value: (value) => offer({ value }), error: (error) => offer({ error }) }
  try {
    const source = ownValue(sources, topic) as ((arg: unknown, emit: Emit<unknown>) => Disposable) | undefined
    if (source === undefined) throw new OrreryError('unsupported', `There is no topic ${topic}`)
    return source(arg ?? {}, emit)
  } catch (thrown) {
    emit.error(asOrreryError(thrown))
    return { [Symbol.dispose]: () => undefined }
  }
}

type Next = { readonly value: unknown } | { readonly error: OrreryError }

function updateFrom(sent: { readonly value: unknown } | undefined, next: Next): Update | undefined {
  if ('error' in next) return { error: next.error.toData() }
  if (sent === undefined) return next
  const delta = diff(sent.value, next.value)
  return delta === undefined ? undefined : { delta }
}

/** Own keys only, see `ownOnly`. */
function ownValue(record: object, key: string): unknown {
  return Object.hasOwn(record, key) ? Reflect.get(record, key) : undefined
}
