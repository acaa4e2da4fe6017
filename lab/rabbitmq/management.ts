import { readFile } from 'node:fs/promises'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { LabError } from '../lab-error.ts'
import { authorization, type UserName } from './users.ts'

const answerLimitMs = 5_000

export interface ManagementRequest {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly body?: unknown
  /** `admin` unless told. */
  readonly user?: UserName
  /** 5 s unless told. */
  readonly limitMs?: number
}

export interface ManagementAnswer {
  readonly status: number
  /** Undefined: the answer was empty. */
  readonly json: unknown
}

/** One request to a node's management API, on a connection of its own. */
export class Management {
  readonly #url: string
  readonly #caFile: string | undefined

  /** @param url `http(s)://127.0.0.1:port` */
  constructor(url: string, caFile: string | undefined) {
    this.#url = url
    this.#caFile = caFile
  }

  /**
   * @param path below `/api/`
   * @throws LabError when the status isn't one of success
   */
  async get<T>(path: string, options: ManagementRequest = {}): Promise<T> {
    const { status, json } = await this.ask(path, options)
    if (status < 300) return json as T
    const method = options.method ?? 'GET'
    throw new LabError(`${method} /api/${path} was answered with ${status}: ${JSON.stringify(json)}`)
  }

  /** Whatever the status. */
  async ask(path: string, options: ManagementRequest = {}): Promise<ManagementAnswer> {
    const { method = 'GET', body, user = 'admin', limitMs = answerLimitMs } = options
    const content = body === undefined ? undefined : JSON.stringify(body)
    const ca = this.#caFile === undefined ? undefined : await readFile(this.#caFile)
    const { promise, resolve, reject } = Promise.withResolvers<ManagementAnswer>()
    const send = this.#url.startsWith('https:') ? overHttps : overHttp
    const request = send(`${this.#url}/api/${path}`, {
      ...{ method, ca, agent: false, signal: AbortSignal.timeout(limitMs) },
      headers: {
        authorization: authorization(user),
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })
    request.once('error', reject)
    request.once('response', (response) => {
      text(response).then((said) => resolve({ status: response.statusCode ?? 0, json: parsed(said) }), reject)
    })
    request.end(content)
    return promise
  }
}

function parsed(said: string): unknown {
  try {
    return said === '' ? undefined : (JSON.parse(said) as unknown)
  } catch {
    return said
  }
}
