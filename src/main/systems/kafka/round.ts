import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import type { Link } from './link.ts'
import type { Answered, Ask, Unanswered } from './raw.ts'
import type { Api } from './wire/api.ts'

/** One round of asking: collects what came and what didn't; a request that fails fails nobody else. */
export class Round {
  readonly answers: Answered[] = []
  readonly failures: Unanswered[] = []
  readonly signal: AbortSignal
  readonly #endsAt: number

  /** @param limitMs for all of it: what isn't there by then has failed */
  constructor(limitMs: number, signal: AbortSignal) {
    this.signal = signal
    this.#endsAt = performance.now() + limitMs
  }

  /** At least a little, so that a late request still says whom it waited for. */
  get leftMs(): number {
    return Math.max(50, Math.round(this.#endsAt - performance.now()))
  }

  /** @returns undefined when it failed; why is kept. @throws only when the whole round is given up */
  async ask(
    link: Link,
    ask: Ask,
    api: Api,
    encode: (version: number) => Uint8Array,
    limitMs = this.leftMs,
  ): Promise<Answered | undefined> {
    try {
      const answer = await link.ask(ask, api, encode, Math.min(limitMs, this.leftMs), this.signal)
      this.answers.push(answer)
      return answer
    } catch (error) {
      this.signal.throwIfAborted()
      this.fail(ask, link.broker, error)
      return undefined
    }
  }

  fail(ask: Ask, broker: number, error: unknown): void {
    const known = asOrreryError(error)
    if (known.code === 'bug') throw known
    this.failures.push({ ask, broker, error: known.toData() })
  }

  /** The first reason why nothing came. */
  reason(): OrreryError {
    const first = this.failures[0]
    return first === undefined
      ? new OrreryError('refused', 'No broker of the cluster is known any more')
      : OrreryError.fromData(first.error)
  }
}
