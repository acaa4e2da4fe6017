import type { TargetConfig, TargetDraft } from '../../../shared/api/targets.ts'
import type { Catalogue } from '../../../shared/systems/catalogue.ts'

/** The form as typed: texts only, so that nothing is lost while it isn't valid yet. */
export interface Typed {
  readonly name: string
  /** A connection string; when it isn't empty it leads and the fields below follow it. */
  readonly url: string
  readonly system: string
  /** `host:port, host:port` */
  readonly endpoints: string
  readonly username: string
  readonly password: string
  readonly passwordIn: 'typed' | 'env' | 'file'
  /** Name of the variable, or path of the file. */
  readonly passwordRef: string
  readonly mechanism: string
  readonly chroot: string
  readonly admin: string
  readonly seconds: string
  readonly permission: 'observe' | 'experiment'
  readonly znodes: string
  readonly requests: string
}

export const emptyTyped: Typed = {
  name: '',
  url: '',
  system: 'kafka',
  endpoints: '',
  username: '',
  password: '',
  passwordIn: 'typed',
  passwordRef: '',
  mechanism: '',
  chroot: '',
  admin: '',
  seconds: '',
  permission: 'observe',
  znodes: '',
  requests: '',
}

/** Is it a connection string of one of the systems? Its system, and what it says without its password. */
export function readUrl(
  text: string,
  catalogues: readonly Catalogue[],
):
  | {
      readonly system: string
      readonly endpoints: string
      readonly username: string
      readonly hasPassword: boolean
    }
  | undefined {
  const found = /^([a-z][a-z0-9+.-]*):\/\/(?:([^@/]*)@)?([^/?#]+)/i.exec(text.trim())
  const scheme = found?.[1]?.toLowerCase()
  const system = catalogues.find((each) => scheme !== undefined && each.schemes.includes(scheme))
  if (found === null || system === undefined) return undefined
  const [username = '', password] = (found[2] ?? '').split(':')
  return {
    system: system.id,
    endpoints: (found[3] ?? '').split(',').join(', '),
    username: decode(username),
    hasPassword: password !== undefined,
  }
}

/** What is missing before it can be tried, in one sentence; undefined: nothing. */
export function problemOf(typed: Typed, catalogues: readonly Catalogue[]): string | undefined {
  if (typed.url.trim() !== '') {
    if (readUrl(typed.url, catalogues) !== undefined) return undefined
    const schemes = catalogues.flatMap((each) => each.schemes.map((scheme) => `${scheme}://`)).join(' or ')
    return `A connection string begins with ${schemes} and names a host.`
  }
  if (endpointsOf(typed.endpoints).length === 0) return 'Name at least one endpoint, host:port.'
  const bad = endpointsOf(typed.endpoints).find(
    (each) => !/^(\[[0-9a-f:]+\]|[^:\s]+)(:\d{1,5})?$/i.test(each),
  )
  return bad === undefined ? undefined : `${bad} is no host:port.`
}

/** What the core is given. A password goes in with it and never comes out again. */
export function draftOf(typed: Typed): TargetDraft {
  const seconds = Number(typed.seconds)
  const budget = {
    ...(Number(typed.znodes) > 0 ? { znodes: Number(typed.znodes) } : {}),
    ...(Number(typed.requests) > 0 ? { requestsPerSecond: Number(typed.requests) } : {}),
  }
  return {
    name: typed.name.trim() || suggestedName(typed),
    ...whereOf(typed),
    permission: typed.permission,
    ...(seconds > 0 ? { intervalMs: Math.round(seconds * 1000) } : {}),
    ...(Object.keys(budget).length > 0 ? { budget } : {}),
  }
}

function whereOf(typed: Typed): Partial<TargetDraft> {
  if (typed.url.trim() !== '') return { url: typed.url.trim(), ...referenceOf(typed) }
  const options = Object.fromEntries(
    Object.entries({ mechanism: typed.mechanism, chroot: typed.chroot, admin: typed.admin }).filter(
      ([, value]) => value !== '',
    ),
  )
  return {
    system: typed.system,
    endpoints: endpointsOf(typed.endpoints),
    options,
    ...(typed.username === '' ? {} : { username: typed.username }),
    ...(typed.passwordIn === 'typed' && typed.password !== '' ? { password: typed.password } : {}),
    ...referenceOf(typed),
  }
}

function referenceOf({ passwordIn, passwordRef }: Typed): Partial<TargetDraft> {
  const reference = passwordRef.trim()
  if (passwordIn === 'typed' || reference === '') return {}
  return {
    passwordFrom: passwordIn === 'env' ? { kind: 'env', name: reference } : { kind: 'file', path: reference },
  }
}

/** `orders-kafka-1:9092` → `orders-kafka-1`, until a person finds a better one. */
export function suggestedName(typed: Typed): string {
  const first = endpointsOf(
    typed.url === '' ? typed.endpoints : typed.url.replace(/^.*?:\/\/(?:[^@/]*@)?/, ''),
  )[0]
  const host = first?.replace(/[/?].*$/, '').replace(/:\d+$/, '') ?? ''
  if (host === '') return ''
  return host === '127.0.0.1' || host === 'localhost'
    ? `local ${typed.url.split('://')[0] || typed.system}`
    : host
}

/** A saved target as typed, to edit. The password isn't there: left empty it stays as it is. */
export function typedOf(config: TargetConfig): Typed {
  const password = config.auth?.password
  return {
    ...emptyTyped,
    name: config.name,
    system: config.system,
    endpoints: config.endpoints.join(', '),
    username: config.auth?.username ?? '',
    passwordIn: password === undefined || password.kind === 'stored' ? 'typed' : password.kind,
    passwordRef: password?.kind === 'env' ? password.name : password?.kind === 'file' ? password.path : '',
    mechanism: config.options['mechanism'] ?? '',
    chroot: config.options['chroot'] ?? '',
    admin: config.options['admin'] ?? '',
    seconds: String(config.intervalMs / 1000),
    permission: config.permission,
    znodes: config.budget.znodes > 0 ? String(config.budget.znodes) : '',
    requests: config.budget.requestsPerSecond > 0 ? String(config.budget.requestsPerSecond) : '',
  }
}

function endpointsOf(text: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .map((each) => each.trim())
    .filter(Boolean)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
