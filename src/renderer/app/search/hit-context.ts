import type { Found } from '../../../shared/api/search.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { RangeChoice } from '../address.ts'
import type { EventPlaces } from '../events/event-places.ts'
import { placeOf } from './place.ts'

/** What hits are drawn and opened by. */
export interface HitContext {
  /** What was looked for: it is marked. */
  readonly words: readonly string[]
  /** Epoch ms: instants of its day are told without the day. */
  readonly now: number
  /** The range on screen before. */
  readonly range: RangeChoice
  /** What the words of each target mean. */
  readonly places: EventPlaces
  readonly targets: ReadonlyMap<string, TargetState>
}

/** Where a hit opens. */
export function placeOfHit(found: Found, { places, range }: HitContext) {
  const place = found.is === 'run' ? undefined : places.get(found.targetId)
  return placeOf(found, place?.entities.pageOf ?? (() => undefined), range)
}
