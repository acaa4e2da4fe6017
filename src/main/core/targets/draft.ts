import type { TargetConfig, TargetDraft } from '../../../shared/api/targets.ts'
import {
  type ConnectionString,
  parseConnectionString,
  parseEndpoints,
} from '../../../shared/base/connection-string.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Catalogue } from '../../../shared/systems/catalogue.ts'
import { catalogues } from '../../../shared/systems/index.ts'

/** A draft, checked: everything a target needs but its id, and the password that came with it. */
export interface CheckedDraft {
  readonly config: Omit<TargetConfig, 'id'>
  /** To be put into the secrets file, or used once for a test; undefined: none, or a reference was given. */
  readonly password: string | undefined
}

export const defaultIntervalMs = 5_000
const shortestIntervalMs = 250
const longestIntervalMs = 3_600_000

/** What a target may cost if nobody says otherwise: a tree of this size is read in half a second. 0: no limit. */
export const defaultBudget: TargetConfig['budget'] = {
  requestsPerSecond: 0,
  znodes: 250_000,
  bytes: 128 * 2 ** 20,
}

/**
 * What a person typed, as a target. Fields beside a connection string add to it and win over it.
 * @param before what is known of the target already: what the draft leaves out stays as it is
 * @throws OrreryError `invalid`
 */
export function checkDraft(draft: TargetDraft, before?: Partial<TargetConfig>): CheckedDraft {
  const url = draft.url === undefined ? undefined : parseUrl(draft.url)
  const system = url?.catalogue ?? catalogueOf(draft.system ?? before?.system)
  const endpoints = url?.endpoints ?? checkEndpoints(draft.endpoints ?? before?.endpoints ?? [], system)
  const options = { ...(url === undefined ? (before?.options ?? {}) : url.options), ...draft.options }
  const password = draft.password ?? url?.password
  const passwordFrom = draft.passwordFrom ?? (draft.password === undefined ? url?.passwordFrom : undefined)
  const hasPassword = passwordFrom !== undefined || (password !== undefined && password !== '')
  const username = userOf(draft.username ?? url?.username ?? before?.auth?.username, hasPassword, system)
  const auth = checkAuth({ ...draft, passwordFrom }, username, password, before)
  const name = (draft.name.trim() || before?.name) ?? endpoints[0] ?? ''
  return {
    config: {
      name: name === '' ? (endpoints[0] ?? '') : name,
      system: system.id,
      endpoints,
      options: checkOptions(options),
      ...(auth === undefined ? {} : { auth }),
      permission: draft.permission ?? before?.permission ?? 'observe',
      intervalMs: checkInterval(draft.intervalMs ?? before?.intervalMs ?? defaultIntervalMs),
      budget: checkBudget({ ...(before?.budget ?? defaultBudget), ...draft.budget }),
    },
    password: passwordFrom === undefined && username !== undefined ? password : undefined,
  }
}

function parseUrl(text: string) {
  const parsed = parseConnectionString(text, portOf)
  const catalogue = catalogueOf(parsed.scheme)
  if (parsed.path !== '' && catalogue.pathOption === undefined)
    throw invalid(
      `A connection string of ${catalogue.name} takes no path, but this one ends in ${parsed.path}`,
    )
  const path =
    catalogue.pathOption === undefined || parsed.path === '' ? {} : { [catalogue.pathOption]: parsed.path }
  const { passwordFrom, options } = takeReference(parsed)
  return {
    ...parsed,
    catalogue,
    passwordFrom,
    options: { ...catalogue.schemeOptions?.[parsed.scheme], ...options, ...path },
  }
}

/** `password-env=NAME` and `password-file=PATH` say where the password is kept: for scripts, which others may read. */
function takeReference({ options: all, password }: ConnectionString) {
  const { 'password-env': name, 'password-file': path, ...options } = all
  if ([name, path, password].filter((given) => given !== undefined).length > 1)
    throw invalid('The connection string gives the password more than once', 'Leave one of them.')
  const passwordFrom: TargetDraft['passwordFrom'] =
    name !== undefined ? { kind: 'env', name } : path === undefined ? undefined : { kind: 'file', path }
  return { passwordFrom, options }
}

function portOf(scheme: string): number {
  const { schemePorts, defaultPort } = catalogueOf(scheme)
  return schemePorts?.[scheme] ?? defaultPort
}

/** A password alone belongs to the system's default user, where it has one. */
function userOf(
  username: string | undefined,
  hasPassword: boolean,
  { defaultUser }: Catalogue,
): string | undefined {
  const isNamed = username !== undefined && username !== ''
  return isNamed || !hasPassword ? username : (defaultUser ?? username)
}

/** By id or by scheme. */
function catalogueOf(name: string | undefined): Catalogue {
  const all = Object.values(catalogues)
  const found = all.find(({ id, schemes }) => id === name || (name !== undefined && schemes.includes(name)))
  if (found !== undefined) return found
  const known = all.flatMap(({ schemes }) => schemes.map((scheme) => `${scheme}://`)).join(', ')
  throw new OrreryError(
    'invalid',
    name === undefined ? 'The system is not given' : `Orrery does not know ${name}`,
    {
      fix: `It knows ${known}.`,
    },
  )
}

function checkEndpoints(endpoints: readonly string[], { defaultPort }: Catalogue): readonly string[] {
  if (endpoints.length === 0) throw invalid('The servers are not given', 'Give at least one as host:port.')
  return parseEndpoints(endpoints.join(','), defaultPort)
}

function checkAuth(
  draft: Pick<TargetDraft, 'password'> & { readonly passwordFrom: TargetDraft['passwordFrom'] },
  username: string | undefined,
  password: string | undefined,
  before: Partial<TargetConfig> | undefined,
): TargetConfig['auth'] {
  if (username === undefined || username === '') {
    if (draft.password !== undefined && draft.password !== '')
      throw invalid('There is a password, but no user name')
    return undefined
  }
  if (draft.passwordFrom !== undefined) return { username, password: draft.passwordFrom }
  if (password !== undefined) return { username, password: { kind: 'stored' } }
  if (before?.auth !== undefined) return { username, password: before.auth.password }
  throw invalid(
    `The password of ${username} is not given`,
    'Give it, or name an environment variable (password-env=NAME) or a file (password-file=PATH).',
  )
}

function checkOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  for (const [key, value] of Object.entries(options))
    if (typeof value !== 'string') throw invalid(`The option ${key} is not a text`)
  return options as Readonly<Record<string, string>>
}

function checkInterval(intervalMs: number): number {
  if (intervalMs >= shortestIntervalMs && intervalMs <= longestIntervalMs) return Math.round(intervalMs)
  throw invalid(`An interval of ${intervalMs} ms is not between ${shortestIntervalMs} ms and one hour`)
}

function checkBudget(budget: TargetConfig['budget']): TargetConfig['budget'] {
  for (const [key, value] of Object.entries(budget))
    if (!(value >= 0) || !Number.isFinite(value)) throw invalid(`The budget ${key} is not a number from 0 up`)
  return budget
}

function invalid(message: string, fix?: string): OrreryError {
  return new OrreryError('invalid', message, fix === undefined ? {} : { fix })
}
