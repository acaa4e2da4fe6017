import type { ErrorData } from '../base/errors.ts'
import { asOrreryError, OrreryError } from '../base/errors.ts'
import type { Carrier } from './carrier.ts'
import type { Delta } from './delta.ts'

/** How the outcome of a call crosses: birpc alone would lose an error's code and details. */
export type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorData }

/** What the core's end can be asked. */
export interface CoreSide {
  /** `callId` is the caller's, for `cancel`. */
  call(callId: number, method: string, arg: unknown): Promise<Answer>
  cancel(callId: number): void
  subscribe(id: number, topic: string, arg: unknown): void
  unsubscribe(id: number): void
}

/** A new value of a subscription: whole, or what changed since the last one; or why there is none. */
export type Update = { readonly value: unknown } | { readonly delta: Delta } | { readonly error: ErrorData }

/** What the window's end can be asked. */
export interface WindowSide {
  /** Its return is the acknowledgement: the core holds the next update back until then, and keeps only the last. */
  event(id: number, update: Update): void
}

/** A message of birpc, as far as it must be checked before birpc sees it: it trusts what it gets. */
interface Message {
  readonly t: 'q' | 's'
  readonly i?: string
}

/** birpc's channel over a carrier. A message of another shape closes the line. */
export function channelOver(carrier: Carrier) {
  return {
    on(listener: (message: unknown) => void) {
      carrier.onMessage((message) => (isMessage(message) ? listener(message) : carrier.close()))
    },
    post(message: Message) {
      try {
        carrier.send(message)
      } catch (thrown) {
        if (message.t !== 's' || message.i === undefined) throw thrown
        const error = asOrreryError(thrown).toData()
        carrier.send({ t: 's', i: message.i, r: { ok: false, error } satisfies Answer })
      }
    },
  }
}

/** birpc's resolver for own functions only: a plain lookup would also find `constructor` and `toString`. */
export function ownOnly(functions: object) {
  return (name: string) =>
    Object.hasOwn(functions, name)
      ? (Reflect.get(functions, name) as (...args: unknown[]) => unknown)
      : undefined
}

/** The value of an answer, or its error thrown. */
export function open(answer: Answer): unknown {
  if (answer.ok) return answer.value
  throw OrreryError.fromData(answer.error)
}

function isMessage(message: unknown): message is Message {
  if (typeof message !== 'object' || message === null) return false
  const { t, m, a, i } = message as Record<string, unknown>
  if (i !== undefined && typeof i !== 'string') return false
  return t === 's' || (t === 'q' && typeof m === 'string' && Array.isArray(a))
}
