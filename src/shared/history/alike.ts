import type { EventRow } from '../api/history.ts'
import type { Json } from '../base/json.ts'
import { eventWhat, factText } from './fact-text.ts'
import { isList, listChange } from './parts-of-change.ts'

/** Events of one instant that say the same of many entities: told once. */
export interface EventGroup {
  /** Stays the same while the list grows. */
  readonly key: string
  readonly events: readonly EventRow[]
}

const fewest = 3

/**
 * Folds neighbours that happened at the same instant and say the same: a lost broker leaves 38 ISRs in one sample, and
 * that is one thing to read. Fewer than three stay as they are.
 */
export function foldAlike(events: readonly EventRow[]): readonly EventGroup[] {
  const groups: EventGroup[] = []
  for (const run of runsOf(events)) {
    const byKind = new Map<string, EventRow[]>()
    for (const event of run) byKind.set(kindOf(event), [...(byKind.get(kindOf(event)) ?? []), event])
    for (const [kind, alike] of byKind)
      if (alike.length >= fewest) groups.push({ key: `${alike[0]?.at} ${kind}`, events: alike })
      else
        groups.push(
          ...alike.map((event) => ({ key: `${event.at} ${kind} ${event.entity}`, events: [event] })),
        )
  }
  return groups
}

/** What they all have in common, from → to; where each differs, the first and "and alike". */
export function commonChange(events: readonly EventRow[]): string {
  const first = events[0]
  if (first === undefined) return ''
  const texts = new Set(events.map(eventWhat))
  if (texts.size === 1) return eventWhat(first)
  const moved = new Set(events.map((event) => movedText(event.before, event.after)))
  const only = [...moved][0]
  if (moved.size === 1 && only !== undefined) return only
  return `${eventWhat(first)} and alike`
}

/** Of lists: what they lost and gained. */
function movedText(before: Json, after: Json): string | undefined {
  if (!isList(before) || !isList(after)) return undefined
  const { lost, gained } = listChange(before, after)
  if (lost.length + gained.length === 0) return undefined
  return [
    lost.length > 0 && `without ${factText(lost)}`,
    gained.length > 0 && `with ${factText(gained)} again`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Neighbours of one instant. */
function runsOf(events: readonly EventRow[]): readonly (readonly EventRow[])[] {
  const runs: EventRow[][] = []
  for (const event of events) {
    const last = runs[runs.length - 1]
    if (last?.[0]?.at === event.at) last.push(event)
    else runs.push([event])
  }
  return runs
}

/** Same sort of entity, same fact or rule, same direction. */
function kindOf(event: EventRow): string {
  const depth = event.entity.split('/').length
  const sort = `${event.entity.split('/')[0]}/${depth}${event.entity.includes('@') ? '@' : ''}`
  const direction = event.before === null ? 'new' : event.after === null ? 'gone' : 'changed'
  return `${event.targetId} ${event.kind} ${event.key} ${sort} ${direction}`
}
