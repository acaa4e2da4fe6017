import { readFile } from 'node:fs/promises'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { text } from 'node:stream/consumers'
import { LabError } from '../lab-error.ts'

/** A request as Jolokia's protocol has it. */
export interface JolokiaRequest {
  readonly type: 'read' | 'exec' | 'search' | 'version'
  readonly mbean?: string
  readonly attribute?: string | readonly string[]
  readonly operation?: string
  readonly arguments?: readonly unknown[]
  readonly config?: Readonly<Record<string, unknown>>
}

export interface JolokiaAnswer {
  /** 200, or what went wrong. */
  readonly status: number
  readonly value?: unknown
  readonly error?: string
}

export interface JolokiaUser {
  readonly username: string
  readonly password: string
}

const answerLimitMs = 5000

/**
 * One POST, as anybody may make it.
 * @param ca path of the PEM of the authority that signed the server's certificate
 * @throws LabError when the HTTP status is not 200
 */
export async function askJolokia(
  url: string,
  user: JolokiaUser,
  request: JolokiaRequest,
  ca?: string,
): Promise<JolokiaAnswer> {
  const body = JSON.stringify(request)
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const call = (url.startsWith('https:') ? secure : plain)(
    url,
    {
      method: 'POST',
      auth: `${user.username}:${user.password}`,
      headers: { 'content-type': 'application/json', origin: new URL(url).origin },
      timeout: answerLimitMs,
      ...(ca === undefined ? {} : { ca: await readFile(ca) }),
    },
    (answer) =>
      void text(answer).then((said) => resolve({ status: answer.statusCode ?? 0, body: said }), reject),
  )
  call.on('timeout', () => call.destroy(new Error(`no answer from ${url} in ${answerLimitMs} ms`)))
  call.on('error', reject)
  call.end(body)
  const answer = await promise
  if (answer.status === 200) return JSON.parse(answer.body) as JolokiaAnswer
  throw new LabError(`${url} answers with HTTP ${answer.status}`)
}
