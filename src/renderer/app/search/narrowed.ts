import type { FoundSort } from '../../../shared/api/search.ts'
import { formatInstant, formatSpan } from '../../../shared/base/format-time.ts'
import type { Wanted, When } from './wanted.ts'

/** A filter that holds something back, and what is looked for without it. */
export interface Narrowing {
  readonly says: string
  readonly drop: Partial<Wanted>
}

const sortSays: Readonly<Record<FoundSort, string>> = {
  entity: 'things only',
  fact: 'values only',
  finding: 'findings only',
  run: 'runs only',
}

/** @param nameOf a target, by its id @param now epoch ms */
export function narrowings(
  { sort, kinds, targetIds, when }: Wanted,
  nameOf: (targetId: string) => string,
  now: number,
): readonly Narrowing[] {
  return [
    ...(sort === undefined ? [] : [{ says: sortSays[sort], drop: { sort: undefined } }]),
    ...(kinds.length === 0 ? [] : [{ says: `kind ${kinds.join(' or ')}`, drop: { kinds: [] } }]),
    ...(targetIds.length === 0
      ? []
      : [{ says: `of ${targetIds.map(nameOf).join(' or ')}`, drop: { targetIds: [] } }]),
    ...(when.is === 'ever' ? [] : [{ says: whenSays(when, now), drop: { when: { is: 'ever' } as const } }]),
  ]
}

function whenSays(when: Exclude<When, { is: 'ever' }>, now: number): string {
  if (when.is === 'last') return lastSays[when.ms] ?? 'lately'
  const { from, to } = when
  if (from !== undefined && to !== undefined) return formatSpan(from, to, now)
  if (from !== undefined) return `from ${formatInstant(from, now)}`
  return to === undefined ? 'from … to …' : `until ${formatInstant(to, now)}`
}

const lastSays: Readonly<Record<number, string>> = {
  3_600_000: 'in the last hour',
  86_400_000: 'in the last day',
  604_800_000: 'in the last week',
}

/** Without any filter. */
export const unnarrowed = { sort: undefined, kinds: [], targetIds: [], when: { is: 'ever' } } as const
