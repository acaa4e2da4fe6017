import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import { type Answered, type Ask, answersTo, type Raw, type Unanswered } from '../raw.ts'

/** The replies of one observation, as they are read. One that makes no sense is a gap, and spoils no other. */
export class Replies {
  readonly raw: Raw
  readonly #unreadable: Unanswered[] = []

  constructor(raw: Raw) {
    this.raw = raw
  }

  /** What wasn't answered, and what was but couldn't be read. */
  get failures(): readonly Unanswered[] {
    return [...this.raw.failures, ...this.#unreadable]
  }

  /** Reads each reply to a request; those that can't be read are left out. */
  each<T>(ask: Ask, read: (answer: Answered) => T): T[] {
    return answersTo(this.raw, ask).flatMap((answer) => {
      const got: T[] = []
      this.guard(answer, () => got.push(read(answer)))
      return got
    })
  }

  /** Does something with a reply's bytes; that they make no sense is written down, not thrown. */
  guard(answer: Answered, read: () => void): void {
    try {
      read()
    } catch (thrown) {
      const error = unreadable(answer, thrown).toData()
      this.#unreadable.push({ ask: answer.ask, broker: answer.broker, error })
    }
  }

  wasAsked(ask: Ask): boolean {
    return [...this.raw.answers, ...this.raw.failures].some((each) => each.ask === ask)
  }
}

/** @throws what isn't about the bytes: a bug is not to be taken for a broker's fault */
function unreadable({ ask, version }: Answered, thrown: unknown): OrreryError {
  const error = asOrreryError(thrown)
  if (error.code !== 'protocol') throw thrown
  return new OrreryError(
    'protocol',
    `The answer to ${ask} (version ${String(version)}) makes no sense: ${error.message}`,
    {
      cause: error,
    },
  )
}
