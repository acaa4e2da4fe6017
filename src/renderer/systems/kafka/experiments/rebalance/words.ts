import { isEager, isStrategy, strategyNames } from '../../../../../shared/systems/kafka-rebalance.ts'
import type { Change, Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import type { Gap, Span } from '../../../../../shared/systems/kafka-rebalance-ownership.ts'
import { isCrash } from './drawing.ts'

const verbs: Readonly<Record<Change['kind'], string>> = {
  joins: 'joins',
  killed: 'killed',
  returns: 'returns',
  leaves: 'leaves',
}

/** "m4 joins" */
export function changeName({ member, kind }: Change): string {
  return `${member} ${verbs[kind]}`
}

/** "0, 1 and 4"; "all 8" */
export function listed(partitions: readonly number[], all = Number.POSITIVE_INFINITY): string {
  const sorted = [...new Set(partitions)].sort((a, b) => a - b)
  if (sorted.length === all && all > 2) return `all ${String(all)}`
  const last = sorted.pop()
  if (last === undefined) return 'none'
  return sorted.length === 0 ? String(last) : `${sorted.join(', ')} and ${String(last)}`
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1000 ? 2 : 1)} s`
}

/** A member's part in the story, up to an instant: "joins at 12 s", "crashes, returns". */
export function memberTag(member: string, changes: readonly Change[], until: number, from: number): string {
  const own = changes.filter((change) => change.member === member && change.at <= until)
  const [first] = own
  if (first === undefined)
    return changes.some((c) => c.member === member && c.kind === 'joins') ? '' : 'here from the start'
  if (own.length > 1) return own.map(({ kind }) => (kind === 'killed' ? 'crashes' : verbs[kind])).join(', ')
  const at = `at ${String(Math.round((first.at - from) / 1000))} s`
  return `${first.kind === 'killed' ? 'crashes' : verbs[first.kind]} ${at}`
}

/** What was without an owner at a change: "3 and 4 unread for 10.6 s", "all 8: up to 0.45 s". */
export interface GapNote {
  /** The first of it, and the end of the last. */
  readonly from: number
  readonly to: number
  readonly text: string
  /** Where there is little room. */
  readonly short: string
  readonly isCrash: boolean
}

export function gapNotes({ changes }: Rebalances, partitions: number, until: number): readonly GapNote[] {
  return changes.flatMap(({ gaps }) => {
    const shown = gaps.filter(({ from }) => from <= until)
    if (shown.length === 0) return []
    const crashed = shown.filter((gap) => isCrash(gap, changes))
    const hasCrashed = crashed.length > 0
    const told = hasCrashed ? crashed : shown
    const short = seconds(Math.max(...told.map((gap) => endOf(gap, until) - gap.from)))
    const names = listed(
      told.map(({ partition }) => partition),
      partitions,
    )
    const upTo = told.length > 1 ? 'up to ' : ''
    const text = hasCrashed ? `${names} unread for ${short}` : `${names}: ${upTo}${short}`
    const from = Math.min(...shown.map((gap) => gap.from))
    const to = Math.max(...shown.map((gap) => endOf(gap, until)))
    return [{ from, to, text, short, isCrash: hasCrashed }]
  })
}

function endOf({ to = Number.POSITIVE_INFINITY }: Gap, until: number): number {
  return Math.min(to, until)
}

const endings = {
  revoked: 'given back',
  lost: 'lost: thrown out of the group',
  killed: 'the member was killed',
} as const

/** Lines that explain a bar. */
export function spanTip(span: Span, isOpen: boolean, until: number, from: number): readonly string[] {
  const { member, partition, before, to, ended } = span
  const end = isOpen ? until : (to ?? until)
  const time = `${seconds(span.from - from)} to ${isOpen ? 'now' : seconds(end - from)}, ${seconds(end - span.from)} long`
  const origin =
    before === undefined
      ? 'nobody had it before'
      : before === member
        ? 'it had it before, too'
        : `${before} had it before`
  const why = isOpen || ended === undefined ? [] : [`ended: ${endings[ended]}`]
  return [`partition ${String(partition)} is read by ${member}`, time, origin, ...why]
}

/** Lines that explain a time without an owner. */
export function gapTip(gap: Gap, isOpen: boolean, crash: boolean, until: number): readonly string[] {
  const { partition, from, to, before, after } = gap
  const length = seconds((isOpen ? until : (to ?? until)) - from)
  const why = crash
    ? `${before} was killed: the coordinator waits for its session timeout`
    : `${before} stopped reading it`
  const next =
    isOpen || after === undefined
      ? 'nobody has it yet'
      : after === before
        ? `${after} went on with it: it didn’t move`
        : `${after} took it`
  return [`partition ${String(partition)} has no owner, ${length}`, why, next]
}

/** The chart in words. */
export function describe(seen: Rebalances, strategy: unknown, until: number): string {
  const name = isStrategy(strategy) ? strategyNames[strategy] : 'rebalance'
  const way = isStrategy(strategy) && isEager(strategy) ? ', eager' : ''
  const owners = new Map<string, number[]>()
  for (const { member, partition, from, to } of seen.spans)
    if (from <= until && (to === undefined || to > until))
      owners.set(member, [...(owners.get(member) ?? []), partition])
  const now = [...owners].map(([member, partitions]) => `${member} reads ${listed(partitions)}`)
  const changes = seen.changes
    .filter(({ at }) => at <= until)
    .map(
      (change) =>
        `${changeName(change)}: ${String(change.moves.filter(({ at }) => at <= until).length)} moved`,
    )
  return [`Who owns which partition, ${name}${way}`, ...now, ...changes].join('. ')
}
