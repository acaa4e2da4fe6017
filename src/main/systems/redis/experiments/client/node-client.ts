import { OrreryError } from '../../../../../shared/base/errors.ts'
import { Meter } from '../../../base/meter.ts'
import { RedisLink, type Reply } from '../../ask/link.ts'
import { type Reach, wayTo } from './reach.ts'

const openLimitMs = 3_000
const answerLimitMs = 5_000

/** What a server answered: a reply, or the words of an error, which are an answer too: `ASK 9203 127.0.0.1:7002`. */
export type Answer = { readonly reply: Reply } | { readonly error: string }

/** One connection of an experiment to one server: it follows no redirection, and never connects again. */
export class NodeClient implements Disposable {
  readonly address: string
  readonly #link: RedisLink
  /** Commands sent so far. */
  requests = 0

  private constructor(address: string, link: RedisLink) {
    this.address = address
    this.#link = link
  }

  /** @throws OrreryError `refused`, `timeout`, `auth`, `tls`, … */
  static async open(address: string, reach: Reach, signal: AbortSignal): Promise<NodeClient> {
    const meter = new Meter(address)
    return new NodeClient(
      address,
      await RedisLink.open(address, wayTo(address, reach), meter, openLimitMs, signal),
    )
  }

  /** @throws OrreryError also where the server answers with an error */
  async ask(args: readonly string[], signal: AbortSignal): Promise<Reply> {
    this.requests += 1
    return this.#link.call(wordsOf(args), args, answerLimitMs, signal)
  }

  /** @throws OrreryError only where no answer came */
  async answer(args: readonly string[], signal: AbortSignal): Promise<Answer> {
    try {
      return { reply: await this.ask(args, signal) }
    } catch (thrown) {
      const cause = thrown instanceof OrreryError ? thrown.cause : undefined
      if (cause instanceof Error && cause.name === 'ReplyError') return { error: cause.message }
      throw thrown
    }
  }

  [Symbol.dispose](): void {
    this.#link[Symbol.dispose]()
  }
}

const withSubcommands = new Set(['CLUSTER', 'SENTINEL', 'ACL'])

/** The command as grants name it: `CLUSTER SETSLOT`, `GET`. */
export function wordsOf([command = '', second = '']: readonly string[]): string {
  return withSubcommands.has(command) ? `${command} ${second}` : command
}

/** The connections of one run or one clean-up, each opened when it is first needed. */
export class NodeClients implements Disposable {
  readonly #reach: Reach
  readonly #open = new Map<string, Promise<NodeClient>>()

  constructor(reach: Reach) {
    this.#reach = reach
  }

  async to(address: string, signal: AbortSignal): Promise<NodeClient> {
    const opened = this.#open.get(address) ?? NodeClient.open(address, this.#reach, signal)
    this.#open.set(address, opened)
    try {
      return await opened
    } catch (thrown) {
      this.#open.delete(address)
      throw thrown
    }
  }

  [Symbol.dispose](): void {
    for (const opened of this.#open.values())
      void opened.then(
        (client) => client[Symbol.dispose](),
        () => undefined,
      )
    this.#open.clear()
  }
}
