import type { At } from '../../../shared/api/history.ts'
import type { Found, FoundEntity } from '../../../shared/api/search.ts'
import { defaultRange } from '../address.ts'
import type { Address, RangeChoice } from '../address.ts'
import type { EntityPage } from '../pages.ts'

type PageOf = (entity: string) => EntityPage | undefined
type Place = Pick<Address, 'path' | 'state' | 'at' | 'range'>

/**
 * Where a hit opens: its own page, at an instant at which it can be seen there. A thing that is gone is looked at when it
 * was last there, a value when it began to hold, a finding when it opened.
 * @param range as chosen so far: kept where it moves with the instant
 */
export function placeOf(found: Found, pageOf: PageOf, range: RangeChoice): Place {
  const at = instantOf(found)
  const rest = { at, range: range.is === 'fixed' ? defaultRange : range }
  switch (found.is) {
    case 'run':
      return { path: ['x', 'run', found.run], state: {}, ...rest }
    case 'finding':
      return { path: ['t', found.targetId, 'findings'], state: { finding: found.id }, ...rest }
    case 'entity':
    case 'fact': {
      const page = pageOf(found.entity)
      const path = page?.path ?? ['events']
      return { path: ['t', found.targetId, ...path], state: page?.state ?? {}, ...rest }
    }
  }
}

function instantOf(found: Found): At {
  switch (found.is) {
    case 'run':
      return 'live'
    case 'finding':
      return found.opened
    case 'fact':
      return found.at
    case 'entity':
      return found.isThere === true ? 'live' : lastSeen(found)
  }
}

/** At the very end it may be gone already: it is looked at just before, but never before it came. */
function lastSeen({ first, last }: FoundEntity): At {
  return last === undefined ? 'live' : Math.max(first ?? 0, last - 1)
}

/** The instant in force where the thing was there then, else the one at which it can be seen. */
export function instantNear(found: FoundEntity, at: At): At {
  const { first, last, isThere } = found
  if (at === 'live' || first === undefined || last === undefined) return instantOf(found)
  return at === first || (at > first && (isThere === true || at < last)) ? at : instantOf(found)
}
