import { foundSorts } from '../../../shared/api/search.ts'
import type { FoundSort, SearchRequest } from '../../../shared/api/search.ts'

/** When what is looked for was in force. */
export type When =
  | { readonly is: 'ever' }
  | { readonly is: 'last'; readonly ms: number }
  /** Epoch ms; undefined: from the beginning, until now. */
  | { readonly is: 'stretch'; readonly from: number | undefined; readonly to: number | undefined }

/** What is looked for. All of it stands in the address. */
export interface Wanted {
  readonly text: string
  /** Undefined: every sort. */
  readonly sort: FoundSort | undefined
  /** Empty: all. */
  readonly kinds: readonly string[]
  readonly targetIds: readonly string[]
  readonly when: When
  /** Of each sort; undefined: as many as are shown at first. */
  readonly limit: number | undefined
}

/** Of each sort at first; together they share the window. */
export const firstLimit = { together: 40, alone: 100 } as const
/** More are not shown: who needs the rest says better what is looked for. */
export const mostLimit = 10_000
const moreTimes = 5

type State = Readonly<Record<string, string>>

/** The state of the page in the address → what is looked for. Nonsense in it is ignored, never thrown. */
export function readWanted(state: State): Wanted {
  const limit = Number(state['limit'])
  return {
    text: state['q'] ?? '',
    sort: foundSorts.find((sort) => sort === state['sort']),
    kinds: list(state['kinds']),
    targetIds: list(state['of']),
    when: readWhen(state['when'] ?? ''),
    limit: limit > 0 ? Math.min(mostLimit, Math.round(limit)) : undefined,
  }
}

export function writeWanted({ text, sort, kinds, targetIds, when, limit }: Wanted): State {
  const all = {
    q: text,
    sort: sort ?? '',
    kinds: kinds.join(','),
    of: targetIds.join(','),
    when: writeWhen(when),
    limit: limit === undefined ? '' : String(limit),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/** Something else is looked for: what was unfolded of the old hits means nothing then. */
export function changed(wanted: Wanted, change: Partial<Wanted>): Wanted {
  return { ...wanted, limit: undefined, ...change }
}

export function limitOf({ limit, sort }: Wanted): number {
  return limit ?? (sort === undefined ? firstLimit.together : firstLimit.alone)
}

/** How many are shown after "show more". */
export function nextLimit(wanted: Wanted): number {
  return Math.min(mostLimit, limitOf(wanted) * moreTimes)
}

/** @param now epoch ms: what "the last hour" ends with */
export function requestOf(wanted: Wanted, now: number): SearchRequest {
  const { text, sort, kinds, targetIds, when } = wanted
  return {
    text: text.trim(),
    ...stretchOf(when, now),
    ...(targetIds.length === 0 ? {} : { targetIds }),
    ...(sort === undefined ? {} : { sorts: [sort] }),
    ...(kinds.length === 0 ? {} : { kinds }),
    limit: limitOf(wanted),
  }
}

function stretchOf(when: When, now: number): { readonly from?: number; readonly to?: number } {
  if (when.is === 'ever') return {}
  if (when.is === 'last') return { from: now - when.ms }
  return {
    ...(when.from === undefined ? {} : { from: when.from }),
    ...(when.to === undefined ? {} : { to: when.to }),
  }
}

/** Nothing is looked for yet: neither words nor a filter. */
export function isBlank({ text, sort, kinds, targetIds, when }: Wanted): boolean {
  return (
    text.trim() === '' &&
    sort === undefined &&
    kinds.length === 0 &&
    targetIds.length === 0 &&
    when.is === 'ever'
  )
}

const hour = 3_600_000
/** The stretches before now that are one click away, ms. */
export const lastStretches: Readonly<Record<string, number>> = {
  '1h': hour,
  '24h': 24 * hour,
  '7d': 7 * 24 * hour,
}

/** `24h`, or `2026-11-20T03:00:00.000Z..2026-11-20T04:00:00.000Z`, either side left out where it is open. */
function readWhen(text: string): When {
  const ms = lastStretches[text]
  if (ms !== undefined) return { is: 'last', ms }
  const [begin, end] = text.split('..')
  if (begin === undefined || end === undefined) return { is: 'ever' }
  const [from, to] = [instant(begin), instant(end)]
  if (from !== undefined && to !== undefined && to < from) return { is: 'ever' }
  return { is: 'stretch', from, to }
}

function writeWhen(when: When): string {
  if (when.is === 'ever') return ''
  if (when.is === 'stretch') return `${iso(when.from)}..${iso(when.to)}`
  return Object.keys(lastStretches).find((name) => lastStretches[name] === when.ms) ?? ''
}

function instant(text: string): number | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

const iso = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString())
const list = (text = '') => [...new Set(text.split(',').filter(Boolean))]
