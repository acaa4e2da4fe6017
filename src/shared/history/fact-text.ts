import type { EventRow } from '../api/history.ts'
import type { Json } from '../base/json.ts'
import { formatNumber } from '../base/format-number.ts'
import { isMembers } from '../base/json-members.ts'
import { changedMembers } from './parts-of-change.ts'

const longest = 120

/** A fact's value on one line: `1, 3, 5`, `leader 2, epoch 44`, `none`. */
export function factText(value: Json): string {
  const text = write(value, true)
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}

function write(value: Json, isTop: boolean): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 100_000 ? formatNumber(value) : String(value)
  if (typeof value === 'string') return value === '' ? '(empty)' : value
  if (Array.isArray(value)) {
    const items = value.map((each: Json) => write(each, false)).join(', ')
    return isTop ? items || '(empty)' : `[${items}]`
  }
  const parts = Object.entries(value)
    .filter(([, part]) => part !== null && part !== undefined)
    .map(([key, part]) => `${key} ${write(part, false)}`)
  return parts.join(', ') || '(empty)'
}

/** `1, 3, 5 → 1, 3`: of records only what changed; of what is new or gone only that. */
export function changeText(before: Json, after: Json): string {
  if (isMembers(before) && isMembers(after)) {
    const parts = changedMembers(before, after).map(
      (each) => `${each.member} ${write(each.before, true)} → ${write(each.after, true)}`,
    )
    const text = parts.join(', ')
    return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  }
  if (before === null && after === null) return ''
  if (before === null) return factText(after)
  return `${factText(before)} → ${after === null ? 'gone' : factText(after)}`
}

/** What happened, beside the entity. */
export function eventWhat(event: EventRow): string {
  if (event.kind === 'finding') return isOver(event) ? 'closed' : 'opened'
  if (event.kind === 'gap') return gapText(event)
  return changeText(event.before, event.after)
}

/** The end of a finding, or of a gap: `after` is null or false. */
export function isOver({ after }: EventRow): boolean {
  return after === null || after === false
}

/** What the server said when it could not be asked; its label says the rest. */
function gapText(event: EventRow): string {
  const said = isOver(event) ? '' : event.after
  return typeof said === 'string' ? said : ''
}
