import type { Json } from '../../../../shared/base/json.ts'
import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import { HttpLine } from '../../base/http-line.ts'
import { Meter } from '../../base/meter.ts'
import type { Connection } from '../../system.ts'
import { fieldsIn, textIn, textsIn } from '../ask/fields.ts'
import { parseOptions } from '../options.ts'

const helloLimitMs = 3_000
const limitMs = 10_000

/** The management of the first node of a target that answers, for what experiments make, remove and look at. */
export class Management implements Disposable {
  readonly address: string
  readonly user: string
  readonly tags: readonly string[]
  readonly #line: HttpLine

  private constructor(line: HttpLine, user: string, tags: readonly string[]) {
    this.address = line.address
    this.user = user
    this.tags = tags
    this.#line = line
  }

  /** @throws OrreryError of the last node, when none answers */
  static async open(connection: Connection, signal: AbortSignal): Promise<Management> {
    const { tls } = parseOptions(connection.options)
    let met: OrreryError | undefined
    for (const address of connection.endpoints) {
      const way = { tls, credentials: connection.credentials }
      const line = new HttpLine(address, way, new Meter(address))
      try {
        const me = fieldsIn(await line.json({ path: '/api/whoami' }, helloLimitMs, signal))
        // before 3.9 one text with commas
        const tags = textIn(me, 'tags')?.split(',') ?? textsIn(me['tags'])
        return new Management(line, textIn(me, 'name') ?? '', tags)
      } catch (thrown) {
        line[Symbol.dispose]()
        signal.throwIfAborted()
        met = asOrreryError(thrown)
      }
    }
    throw met ?? new OrreryError('invalid', 'The target names no management to ask')
  }

  /** May make virtual hosts, and policies in them. */
  get isAdministrator(): boolean {
    return this.tags.includes('administrator')
  }

  /** @param path below `/api/` */
  get(path: string, signal: AbortSignal): Promise<Json> {
    return this.#line.json({ path: `/api/${path}` }, limitMs, signal)
  }

  /** @returns false: this version knows no such path */
  async isHealthy(check: string, signal: AbortSignal): Promise<boolean | undefined> {
    const { status } = await this.#line.ask({ path: `/api/health/checks/${check}` }, limitMs, signal)
    return status === 200 ? true : status === 503 ? false : undefined
  }

  /** What is there already stays as it is. @throws OrreryError */
  async put(path: string, body: Json, signal: AbortSignal): Promise<void> {
    const { status, text } = await this.#line.ask(
      { path: `/api/${path}`, method: 'PUT', body },
      limitMs,
      signal,
    )
    if (status > 299) throw this.#refusal('PUT', path, status, text)
  }

  /** What is gone already is fine. @throws OrreryError */
  async delete(path: string, signal: AbortSignal): Promise<void> {
    const { status, text } = await this.#line.ask({ path: `/api/${path}`, method: 'DELETE' }, limitMs, signal)
    if (status > 299 && status !== 404) throw this.#refusal('DELETE', path, status, text)
  }

  [Symbol.dispose](): void {
    this.#line[Symbol.dispose]()
  }

  #refusal(method: string, path: string, status: number, text: string): OrreryError {
    const code = status === 401 || status === 403 ? 'forbidden' : 'unsupported'
    const said = text.length < 300 && !text.includes('<') ? `: ${text}` : ''
    return new OrreryError(code, `${this.address} answers ${method} /api/${path} with ${status}${said}`)
  }
}
