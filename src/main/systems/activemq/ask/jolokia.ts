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
    if (answer.beans !== undefined) beans[ask.name] = answer.beans
    if (answer.failure !== undefined) failures[ask.name] = answer.failure
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
): { beans?: RawBeans; failure?: RawFailure } {
  if (status === 200) return withoutErrors(ask, record(value) as RawBeans)
  // a pattern that matches nothing is an answer: there are none
  if (status === 404) return { beans: {} }
  const says = typeof error === 'string' ? error.slice(0, 300) : `status ${String(status)}`
  return { failure: refusalOf(ask, status === 403, says) }
}

/** With ignoreErrors an attribute that fails has this for its value. */
const failed = /^ERROR: (.*) \(class ([\w.$]+)\)$/s

/** What failed is no value: left out, and told where the policy forbids it. Nothing left: nothing was read. */
function withoutErrors(ask: Ask, beans: RawBeans): { beans?: RawBeans; failure?: RawFailure } {
  const forbidden = new Set<string>()
  let kept = 0
  const told = Object.entries(beans).map(([name, attributes]) => {
    const good = Object.entries(attributes).filter(([attribute, value]) => {
      const error = typeof value === 'string' ? failed.exec(value) : null
      if (error?.[2]?.endsWith('SecurityException') === true) forbidden.add(attribute)
      return error === null
    })
    kept += good.length
    return [name, Object.fromEntries(good)] as const
  })
  if (forbidden.size === 0) return { beans: Object.fromEntries(told) }
  const what = kept === 0 ? 'all that is asked' : fewOf([...forbidden].sort())
  const failure = refusalOf(ask, true, `reading ${what} is forbidden`)
  return kept === 0 ? { failure } : { failure, beans: Object.fromEntries(told) }
}

/** "A, B, C and 4 more": twenty attributes are no sentence. */
function fewOf(names: readonly string[]): string {
  const rest = names.length - 3
  return rest <= 1 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${rest} more`
}

function refusalOf(ask: Ask, isForbidden: boolean, says: string): RawFailure {
  const code: ErrorCode = isForbidden ? 'forbidden' : 'unsupported'
  const message = `Jolokia refuses ${ask.name}: ${says}`
  return { code, message, ...(isForbidden ? { fix: policyFor(ask) } : {}) }
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
  const found = httpRefusals[error.details['status'] ?? 0]
  if (found === undefined) return error.code === 'protocol' ? foreign(address, path, error) : error
  const { says, fix } = found
  const details = { ...error.details, path }
  return new OrreryError(error.code, `${address} ${says} (${path})`, { fix, details, cause: error })
}

const httpRefusals: Readonly<Record<string, { readonly says: string; readonly fix: string }>> = {
  403: {
    says: 'knows the user, who lacks the role for Jolokia',
    fix: 'Give the user a role that conf/jetty.xml admits to /api/* (stock: users, admins), in conf/jetty-realm.properties',
  },
  404: {
    says: 'has nothing at that path',
    fix: 'Correct the path: Jolokia is at /api/jolokia unless configured otherwise',
  },
  405: {
    says: 'takes no POST there',
    fix: 'Allow the method post in <http> of conf/jolokia-access.xml',
  },
}

function foreign(address: string, path: string, cause?: unknown): OrreryError {
  return new OrreryError('protocol', `What answers at ${address}${path} is no Jolokia`, {
    fix: 'Correct the port and the path: the web console of ActiveMQ listens on 8161, Jolokia at /api/jolokia',
    details: { address },
    cause,
  })
}
