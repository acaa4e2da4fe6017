import type { At } from '../../shared/api/history.ts'
import type { Stretch } from '../api/instant.ts'

/** The range as chosen: so long back from the newest sample, everything, or a fixed stretch. */
export type RangeChoice =
  { readonly is: 'last'; readonly ms: number } | { readonly is: 'all' } | ({ readonly is: 'fixed' } & Stretch)

/** The moment that what is on screen is compared with. */
export interface Versus {
  /** Undefined: of the target on screen. */
  readonly targetId?: string
  readonly at: At
}

/** Where the window is: everything that a copied address brings back. */
export interface Address {
  /** Decoded parts: `['t', 'prod-kafka', 'topics', 'orders']`. */
  readonly path: readonly string[]
  readonly at: At
  readonly range: RangeChoice
  /** Set while two moments are compared. */
  readonly vs?: Versus | undefined
  /** What else pages keep: the chosen partition, a sort order. */
  readonly state: Readonly<Record<string, string>>
}

const hour = 3_600_000
export const defaultRange: RangeChoice = { is: 'last', ms: hour }
const reserved = new Set(['at', 'from', 'to', 'range', 'vs'])

/** `#/t/prod/topics/orders?at=2026-11-20T03:12:40.000Z&range=6h` → Address. Nonsense in it is ignored, never thrown. */
export function parseAddress(hash: string): Address {
  const text = hash.replace(/^#?\/?/, '')
  const cut = text.indexOf('?')
  const query = new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1))
  const path = (cut < 0 ? text : text.slice(0, cut)).split('/').filter(Boolean).map(decode)
  return {
    path,
    at: parseTime(query.get('at')) ?? 'live',
    range: parseRange(query),
    vs: parseVersus(query.get('vs')),
    state: Object.fromEntries([...query].filter(([key]) => !reserved.has(key))),
  }
}

/** The address as it stands after `#`; times in UTC, so that it means the same for whoever it is sent to. */
export function formatAddress(address: Address): string {
  const query = [
    ...(address.at === 'live' ? [] : [`at=${iso(address.at)}`]),
    ...formatRange(address.range),
    ...(address.vs === undefined ? [] : [`vs=${formatVersus(address.vs)}`]),
    ...Object.entries(address.state).map(
      ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
    ),
  ].join('&')
  const path = address.path.map(encodeURIComponent).join('/')
  return query === '' ? `#/${path}` : `#/${path}?${query}`
}

export function isSameAddress(a: Address, b: Address): boolean {
  return formatAddress(a) === formatAddress(b)
}

/** `2026-11-20T03:12:40.000Z`, `live`, or either of another target: `prod-2@live`. */
function formatVersus({ targetId, at }: Versus): string {
  const when = at === 'live' ? at : iso(at)
  return targetId === undefined ? when : `${encodeURIComponent(targetId)}@${when}`
}

function parseVersus(text: string | null): Versus | undefined {
  if (text === null) return undefined
  const cut = text.lastIndexOf('@')
  const when = text.slice(cut + 1)
  const at = when === 'live' ? when : parseTime(when)
  if (at === undefined) return undefined
  return cut <= 0 ? { at } : { targetId: text.slice(0, cut), at }
}

function formatRange(range: RangeChoice): readonly string[] {
  if (range.is === 'fixed') return [`from=${iso(range.from)}`, `to=${iso(range.to)}`]
  if (range.is === 'all') return ['range=all']
  if (defaultRange.is === 'last' && range.ms === defaultRange.ms) return []
  return [range.ms % hour === 0 ? `range=${range.ms / hour}h` : `range=${Math.round(range.ms / 1000)}s`]
}

function parseRange(query: URLSearchParams): RangeChoice {
  const from = parseTime(query.get('from'))
  const to = parseTime(query.get('to'))
  if (from !== undefined && to !== undefined && to > from) return { is: 'fixed', from, to }
  const range = query.get('range')
  if (range === 'all') return { is: 'all' }
  const found = /^(\d+)([hms])$/.exec(range ?? '')
  const ms = Number(found?.[1]) * (found?.[2] === 'h' ? hour : found?.[2] === 'm' ? 60_000 : 1000)
  return ms > 0 ? { is: 'last', ms } : defaultRange
}

function parseTime(text: string | null): number | undefined {
  if (text === null || text === '') return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

const iso = (at: number) => new Date(at).toISOString()

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
