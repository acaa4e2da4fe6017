import { Agent, request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { withDeadline } from '../../../shared/base/deadline.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { Connection } from '../system.ts'
import { parseAddress } from './address.ts'
import type { Meter } from './meter.ts'
import { networkError } from './socket-error.ts'
import { secureContext, type TlsOptions } from './tls.ts'

export interface HttpWay {
  /** Undefined: plain HTTP. */
  readonly tls: TlsOptions | undefined
  /** Sent as basic authentication. */
  readonly credentials: Connection['credentials']
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface HttpAsk {
  /** With its query: `/api/overview`. */
  readonly path: string
  /** Left out: GET; given: POST of it as JSON, unless another method is named. */
  readonly body?: Json
  /** What experiments make and remove. */
  readonly method?: 'PUT' | 'DELETE'
  /** The answer may come compressed: less to carry, more work for the server. */
  readonly gzip?: boolean
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Whatever an endpoint sends, no more than this is kept in memory. */
const largestAnswer = 128 * 1024 * 1024
/** Asked at once of one endpoint; the others wait. */
const mostAtOnce = 4

/** One endpoint that is asked by HTTP: its connections stay open between samples, every request is counted. */
export class HttpLine implements Disposable {
  readonly address: string
  readonly #way: HttpWay
  readonly #meter: Meter
  readonly #headers: Readonly<Record<string, string>>
  #agent: Promise<Agent> | undefined

  /** @param address `host:port` */
  constructor(address: string, way: HttpWay, meter: Meter) {
    this.address = address
    this.#way = way
    this.#meter = meter
    this.#headers = { ...way.headers, ...basic(way.credentials) }
  }

  /**
   * Any status is an answer, except 401.
   * @throws OrreryError `timeout`, `refused`, `name`, `tls`, `auth`, `protocol` (no HTTP, or endless), or the signal's reason
   */
  ask(ask: HttpAsk, limitMs: number, signal: AbortSignal): Promise<HttpAnswer> {
    const what = `${this.address} to ${ask.path.split('?', 1)[0]}`
    return withDeadline(limitMs, what, signal, async (own) => {
      const answer = await this.#send(ask, own, true)
      if (answer.status === 401) throw this.#unauthorized()
      return answer
    })
  }

  /**
   * The answer as JSON.
   * @throws OrreryError as `ask`; `forbidden` for 403, `not-found` for 404, `unsupported` for any other refusal,
   * `protocol` for what is no JSON
   */
  async json(ask: HttpAsk, limitMs: number, signal: AbortSignal): Promise<Json> {
    const { status, text } = await this.ask(ask, limitMs, signal)
    if (status < 200 || status > 299) throw this.#refusal(ask, status, text)
    try {
      return JSON.parse(text) as Json
    } catch (cause) {
      throw new OrreryError(
        'protocol',
        `${this.address} answers ${ask.path} with something that is no JSON`,
        {
          details: { address: this.address },
          cause,
        },
      )
    }
  }

  [Symbol.dispose](): void {
    this.#agent?.then(
      (agent) => agent.destroy(),
      () => undefined,
    )
  }

  async #send(ask: HttpAsk, signal: AbortSignal, mayRepeat: boolean): Promise<HttpAnswer> {
    const started = performance.now()
    const options = await this.#options(ask, signal)
    const body = ask.body === undefined ? undefined : Buffer.from(JSON.stringify(ask.body))
    const request = (this.#way.tls === undefined ? plainRequest : secureRequest)(options)
    try {
      const response = await responseTo(request, body)
      const { text, bytes } = await textOf(response)
      this.#meter.add({ receivedBytes: bytes })
      return { status: response.statusCode ?? 0, headers: response.headers, text }
    } catch (thrown) {
      if (signal.aborted) throw signal.reason
      // it was closed by the other side while it lay idle: nobody has seen the question
      if (mayRepeat && request.reusedSocket && isCut(thrown)) return await this.#send(ask, signal, false)
      throw this.#errorOf(thrown)
    } finally {
      const sentBytes = ask.path.length + (body?.length ?? 0)
      this.#meter.add({ requests: 1, sentBytes, ms: performance.now() - started })
    }
  }

  async #options({ path, body, method, gzip }: HttpAsk, signal: AbortSignal): Promise<RequestOptions> {
    this.#agent ??= openAgent(this.#way.tls)
    const { host, port } = parseAddress(this.address)
    return {
      agent: await this.#agent,
      host,
      port,
      path,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        accept: 'application/json, text/plain;q=0.5',
        ...this.#headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(gzip === true ? { 'accept-encoding': 'gzip' } : {}),
      },
      signal,
    }
  }

  #errorOf(thrown: unknown): OrreryError {
    if (thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('HPE_'))
      return new OrreryError('protocol', `${this.address} doesn’t speak HTTP`, {
        fix: 'Correct the port',
        details: { address: this.address },
        cause: thrown,
      })
    return networkError(thrown, this.address)
  }

  #unauthorized(): OrreryError {
    const isGiven = this.#way.credentials !== undefined
    return new OrreryError(
      'auth',
      `${this.address} refuses ${isGiven ? 'the user or the password' : 'whoever is nobody'}`,
      {
        fix: isGiven ? 'Correct the user and the password' : 'Give a user and a password',
        details: { address: this.address },
      },
    )
  }

  #refusal(ask: HttpAsk, status: number, text: string): OrreryError {
    const code = status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'unsupported'
    const said = text.length > 0 && text.length < 300 && !text.includes('<') ? `: ${text}` : ''
    return new OrreryError(code, `${this.address} answers ${ask.path} with ${status}${said}`, {
      details: { address: this.address, status },
    })
  }
}

function basic(credentials: Connection['credentials']): Readonly<Record<string, string>> {
  if (credentials === undefined) return {}
  const { username, password } = credentials
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
}

async function openAgent(tls: TlsOptions | undefined): Promise<Agent> {
  const kept = { keepAlive: true, maxSockets: mostAtOnce }
  return tls === undefined ? new Agent(kept) : new SecureAgent({ ...kept, ...(await secureContext(tls)) })
}

function responseTo(
  request: ReturnType<typeof plainRequest>,
  body: Buffer | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
    request.end(body)
  })
}

/** @returns the text, and how many bytes came over the line for it */
async function textOf(response: IncomingMessage): Promise<{ text: string; bytes: number }> {
  let bytes = 0
  let kept = 0
  const isPacked = response.headers['content-encoding'] === 'gzip'
  response.on('data', (chunk: Buffer) => (bytes += chunk.length))
  const stream: Readable = isPacked ? unpacked(response) : response
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    kept += chunk.length
    if (kept > largestAnswer) throw new OrreryError('protocol', 'The answer has no end')
    chunks.push(chunk)
  }
  return { text: Buffer.concat(chunks).toString('utf8'), bytes }
}

function unpacked(response: IncomingMessage): Readable {
  const gunzip = createGunzip()
  response.on('error', (error) => gunzip.destroy(error))
  return response.pipe(gunzip)
}

function isCut(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && ['ECONNRESET', 'EPIPE'].includes(String(thrown.code))
}
