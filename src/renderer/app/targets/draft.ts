import type { TargetConfig, TargetDraft } from '../../../shared/api/targets.ts'
import { parseConnectionString, parseEndpoints } from '../../../shared/base/connection-string.ts'
import type { Catalogue } from '../../../shared/systems/catalogue.ts'
import { catalogues } from '../../../shared/systems/index.ts'

type BudgetKey = keyof TargetConfig['budget']

/** The form as typed: texts only, so that nothing is lost while it isn't valid yet. */
export interface Typed {
  readonly name: string
  /** A connection string; when it isn't empty it leads and the fields below rest. */
  readonly url: string
  readonly system: string
  /** `host:port, host:port` */
  readonly endpoints: string
  readonly username: string
  readonly password: string
  readonly passwordIn: 'typed' | 'env' | 'file'
  /** Name of the variable, or path of the file. */
  readonly passwordRef: string
  /** By the keys of the catalogue's options. */
  readonly options: Readonly<Record<string, string>>
  readonly seconds: string
  readonly permission: 'observe' | 'experiment'
  readonly budget: Readonly<Partial<Record<BudgetKey, string>>>
}

export const emptyTyped: Typed = {
  name: '',
  url: '',
  system: Object.keys(catalogues)[0] ?? '',
  endpoints: '',
  username: '',
  password: '',
  passwordIn: 'typed',
  passwordRef: '',
  options: {},
  seconds: '',
  permission: 'observe',
  budget: {},
}

export interface ReadUrl {
  readonly system: Catalogue
  readonly endpoints: readonly string[]
  readonly username: string | undefined
}

/** What a connection string says, without its password. @throws OrreryError `invalid` */
export function readUrl(text: string, catalogues: readonly Catalogue[]): ReadUrl | undefined {
  const find = (scheme: string) => catalogues.find((each) => each.schemes.includes(scheme))
  const { scheme, endpoints, username } = parseConnectionString(
    text,
    (scheme) => find(scheme)?.schemePorts?.[scheme] ?? find(scheme)?.defaultPort ?? 1,
  )
  const system = find(scheme)
  return system === undefined ? undefined : { system, endpoints, username }
}

/** What is missing before it can be tried, in one sentence; undefined: nothing. */
export function problemOf(typed: Typed, catalogues: readonly Catalogue[]): string | undefined {
  const schemes = catalogues.flatMap((each) => each.schemes.map((scheme) => `${scheme}://`)).join(' or ')
  try {
    if (typed.url.trim() !== '')
      return readUrl(typed.url, catalogues) === undefined
        ? `A connection string begins with ${schemes}.`
        : undefined
    if (typed.endpoints.trim() === '') return 'Give a connection string, or at least one endpoint.'
    parseEndpoints(typed.endpoints, 1)
    return undefined
  } catch (error) {
    return error instanceof Error ? `${error.message}.` : String(error)
  }
}

/** What the core is given. A password goes in with it and never comes out again. */
export function draftOf(typed: Typed): TargetDraft {
  const seconds = Number(typed.seconds)
  const budget = Object.fromEntries(
    Object.entries(typed.budget).flatMap(([key, text]) => (Number(text) > 0 ? [[key, Number(text)]] : [])),
  )
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
  return {
    system: typed.system,
    endpoints: typed.endpoints.split(/[\s,]+/).filter(Boolean),
    options: Object.fromEntries(Object.entries(typed.options).filter(([, value]) => value.trim() !== '')),
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
  const where = typed.url.trim() === '' ? typed.endpoints : typed.url.replace(/^.*?:\/\/(?:[^@/]*@)?/, '')
  const host = where
    .trim()
    .split(/[\s,/?]/)[0]
    ?.replace(/:\d+$/, '')
  if (host === undefined || host === '') return ''
  const isHere = host === '127.0.0.1' || host === 'localhost'
  return isHere ? `local ${typed.url.split('://')[0] || typed.system}` : host
}

/** A saved target as typed, to edit. The password isn't there: left empty it stays as it is. */
export function typedOf(config: TargetConfig): Typed {
  const password = config.auth?.password
  const limits = Object.entries(config.budget).filter(([, limit]) => limit > 0)
  return {
    ...emptyTyped,
    name: config.name,
    system: config.system,
    endpoints: config.endpoints.join(', '),
    username: config.auth?.username ?? '',
    passwordIn: password === undefined || password.kind === 'stored' ? 'typed' : password.kind,
    passwordRef: password?.kind === 'env' ? password.name : password?.kind === 'file' ? password.path : '',
    options: config.options,
    seconds: String(config.intervalMs / 1000),
    permission: config.permission,
    budget: Object.fromEntries(limits.map(([key, limit]) => [key, String(limit)])),
  }
}
