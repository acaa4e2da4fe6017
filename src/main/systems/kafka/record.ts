import { OrreryError } from '../../../shared/base/errors.ts'
import type { Answered, Ask, Raw, Unanswered } from './raw.ts'
import type { Cost } from '../sample.ts'

/** First line of a recording. */
export interface RecordingHeader {
  readonly recording: 'kafka replies'
  readonly format: 1
  /** Release of the servers: "4.3.1". */
  readonly server: string
  /** What happens in it. */
  readonly about: string
}

/** One line for each observation. A body that equals the last one of the same request and broker is left out. */
interface Line {
  readonly at: number
  readonly tookMs: number
  readonly user: string | null
  readonly answers: readonly AnswerLine[]
  readonly failures: readonly Unanswered[]
  readonly cost: readonly Cost[]
}

interface AnswerLine {
  readonly ask: Ask
  readonly broker: number
  readonly version: number
  readonly ms: number
  /** base64; absent: as before. */
  readonly body?: string
}

/** Turns observations into the lines of a file (JSON lines) that can be read back and sampled again. */
export class Recorder {
  readonly #last = new Map<string, string>()

  header(about: string, server: string): string {
    const header: RecordingHeader = { recording: 'kafka replies', format: 1, server, about }
    return JSON.stringify(header)
  }

  line({ answers, ...rest }: Raw): string {
    const line: Line = { ...rest, answers: answers.map((answer) => this.#answer(answer)) }
    return JSON.stringify(line)
  }

  #answer({ ask, broker, version, ms, body }: Answered): AnswerLine {
    const text = Buffer.from(body).toString('base64')
    const line = { ask, broker, version, ms: Math.round(ms * 10) / 10 }
    if (this.#last.get(`${ask} ${String(broker)}`) === text) return line
    this.#last.set(`${ask} ${String(broker)}`, text)
    return { ...line, body: text }
  }
}

/** @throws OrreryError `invalid` when it isn't such a recording */
export function readRecording(text: string): { header: RecordingHeader; raws: Raw[] } {
  const [first, ...lines] = text.split('\n').filter((line) => line !== '')
  const header = JSON.parse(first ?? 'null') as RecordingHeader | null
  if (header?.recording !== 'kafka replies')
    throw new OrreryError('invalid', 'This is no recording of Kafka’s replies')
  const last = new Map<string, Uint8Array>()
  return { header, raws: lines.map((line) => readLine(JSON.parse(line) as Line, last)) }
}

function readLine({ answers, ...rest }: Line, last: Map<string, Uint8Array>): Raw {
  return {
    ...rest,
    answers: answers.map(({ ask, broker, version, ms, body }) => {
      const key = `${ask} ${String(broker)}`
      const bytes = body === undefined ? last.get(key) : Buffer.from(body, 'base64')
      if (bytes === undefined) throw new OrreryError('invalid', `The recording lacks the first ${key}`)
      last.set(key, bytes)
      return { ask, broker, version, ms, body: bytes }
    }),
  }
}
