import type { ErrorCode } from '../../../../shared/base/errors.ts'
import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { record } from '../../base/reading.ts'
import type { HttpLine } from '../../base/http-line.ts'
import type { RawBeans, RawFailure } from '../raw.ts'
import { type Ask, type AskName, readRequest } from './asks.ts'

/** The answer to several asks at once: each has its beans, or why not. */
export interface Answers {
  readonly beans: { readonly [A in AskName]?: RawBeans }
  readonly failures: { readonly [A in AskName]?: RawFailure }
}

/**
 * Asks for several patterns in one POST. What Jolokia refuses is told with the line of its policy that would allow it.
 * @throws OrreryError when the whole endpoint failed: `timeout`, `refused`, `name`, `tls`, `auth`, `forbidden`, `protocol`
 */
export async function readAll(
  line: HttpLine,
  path: string,
  asks: readonly Ask[],
  limitMs: number,
  signal: AbortSignal,
): Promise<Answers> {
  const replies = await post(line, path, asks.map(readRequest), limitMs, signal)
  const beans: Partial<Record<AskName, RawBeans>> = {}
  const failures: Partial<Record<AskName, RawFailure>> = {}
  asks.forEach((ask, i) => {
    const answer = answerTo(ask, record(replies[i]))
    if ('beans' in answer) beans[ask.name] = answer.beans
    else failures[ask.name] = answer.failure
  })
  return { beans, failures }
}

/** "1.7.1" @throws OrreryError as `readAll` */
export async function agentVersion(
  line: HttpLine,
  path: string,
  limitMs: number,
  signal: AbortSignal,
): Promise<string> {
  const [reply] = await post(line, path, [{ type: 'version' }], limitMs, signal)
  const agent = record(record(reply)['value'])['agent']
  if (typeof agent === 'string') return agent
  throw foreign(line.address, path)
}

async function post(
  line: HttpLine,
  path: string,
  body: readonly Json[],
  limitMs: number,
  signal: AbortSignal,
): Promise<readonly Json[]> {
  const replies = await line.json({ path, body: [...body] }, limitMs, signal).catch((error: unknown) => {
    throw explained(asOrreryError(error), line.address, path)
  })
  if (Array.isArray(replies)) return replies as readonly Json[]
  // errors that concern every question come alone, with HTTP status 200
  const { status, error } = record(replies)
  if (typeof status !== 'number') throw foreign(line.address, path)
  throw refusedAltogether(line.address, status, typeof error === 'string' ? error : '')
}

function answerTo(
  ask: Ask,
  { status, value, error }: Readonly<Record<string, Json>>,
): { beans: RawBeans } | { failure: RawFailure } {
  if (status === 200) return { beans: record(value) as RawBeans }
  // a pattern that matches nothing is an answer: there are none
  if (status === 404) return { beans: {} }
  const says = typeof error === 'string' ? error.slice(0, 300) : `status ${String(status)}`
  const code: ErrorCode = status === 403 ? 'forbidden' : 'unsupported'
  const message = `Jolokia refuses to read ${ask.name}: ${says}`
  return { failure: { code, message, ...(status === 403 ? { fix: policyFor(ask) } : {}) } }
}

/** The lines of jolokia-access.xml that would allow an ask. */
function policyFor({ beans }: Ask): string {
  const name = `org.apache.activemq:type=Broker,brokerName=*${beans}`
  return `In conf/jolokia-access.xml add to <allow>: <mbean><name>${name}</name><attribute>*</attribute></mbean>, and see that no <deny> names it`
}

function refusedAltogether(address: string, status: number, says: string): OrreryError {
  const details = { address, status }
  const message = `Jolokia of ${address} refuses: ${says.slice(0, 300) || `status ${status}`}`
  if (/origin/i.test(says))
    return new OrreryError('forbidden', message, {
      fix: 'In conf/jolokia-access.xml, allow in <cors>: <allow-origin>http://*</allow-origin>, or give the one it allows with origin=…',
      details,
    })
  return new OrreryError(status === 403 ? 'forbidden' : 'protocol', message, {
    fix: 'In conf/jolokia-access.xml allow this host in <remote>, the method post in <http>, and <command>read</command>',
    details,
  })
}

/** What HTTP refuses before Jolokia is asked: roles, methods, paths. */
function explained(error: OrreryError, address: string, path: string): OrreryError {
  const { status } = error.details
  const fix =
    status === 403
      ? 'Give the user a role that conf/jetty.xml admits to /api/* (stock: users, admins), in conf/jetty-realm.properties'
      : status === 404
        ? `Correct the path: Jolokia is at /api/jolokia unless configured otherwise, not at ${path}`
        : status === 405
          ? 'Allow the method post in <http> of conf/jolokia-access.xml'
          : undefined
  if (fix === undefined) return error.code === 'protocol' ? foreign(address, path, error) : error
  return new OrreryError(error.code, error.message, { fix, details: error.details, cause: error })
}

function foreign(address: string, path: string, cause?: unknown): OrreryError {
  return new OrreryError('protocol', `What answers at ${address}${path} is no Jolokia`, {
    fix: 'Correct the port and the path: the web console of ActiveMQ listens on 8161, Jolokia at /api/jolokia',
    details: { address },
    cause,
  })
}
