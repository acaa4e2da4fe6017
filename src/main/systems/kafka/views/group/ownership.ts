import type { GroupData } from '../../../../../shared/systems/kafka-group-views.ts'
import type { FactSpan } from '../../../moment.ts'
import { isKnown, type Member, type MemberSpan, ownersIn } from './members.ts'

/** Who owned what over the window, stretches with the same owner joined. */
export function ownership(
  spans: readonly MemberSpan[],
  keys: readonly string[],
  rowOf: ReadonlyMap<string, number>,
  from: number,
): GroupData['ownership'] {
  const stretches: { row: number; member: number; from: number; to: number }[] = []
  const open = new Map<number, (typeof stretches)[number]>()
  for (const span of spans) {
    if (!isKnown(span)) {
      open.clear()
      continue
    }
    const owners = ownersIn(span, rowOf)
    keys.forEach((key, row) => {
      const member = owners.get(key) ?? -1
      const last = open.get(row)
      if (last?.member === member && last.to === span.from) last.to = span.to
      else {
        const stretch = { row, member, from: Math.max(from, span.from), to: span.to }
        open.set(row, stretch)
        stretches.push(stretch)
      }
    })
  }
  return {
    row: Int32Array.from(stretches, ({ row }) => row),
    member: Int32Array.from(stretches, ({ member }) => member),
    from: Float64Array.from(stretches, (stretch) => stretch.from),
    to: Float64Array.from(stretches, (stretch) => stretch.to),
  }
}

interface Rebalance {
  readonly at: number
  readonly cause: string
  readonly moved: number
}

/** Edges between spans at which partitions changed hands, or members came or went. */
export function rebalances(
  spans: readonly MemberSpan[],
  members: readonly Member[],
  generations: readonly FactSpan[],
  from: number,
): GroupData['rebalances'] {
  const found = settled(spans)
    .map((span, i, all) => (i === 0 ? undefined : between(all[i - 1]!, span, members)))
    .filter((rebalance) => rebalance !== undefined)
    .filter(({ at }) => at >= from)
  const generationAt = (at: number) => generations.findLast((span) => span.from <= at)?.value
  return {
    at: Float64Array.from(found, ({ at }) => at),
    generation: Float64Array.from(found, ({ at }) => Number(generationAt(at) ?? Number.NaN)),
    cause: found.map(({ cause }) => cause),
    moved: Int32Array.from(found, ({ moved }) => moved),
  }
}

/** A classic group owns nothing while it rebalances: what lies between two assignments is one rebalance, not two. */
function settled(spans: readonly MemberSpan[]): MemberSpan[] {
  const rowOf = new Map<string, number>()
  const isBetween = (span: MemberSpan) =>
    !isKnown(span) || ((span.members?.length ?? 0) > 0 && ownersIn(span, rowOf).size === 0)
  return spans.filter((span, i) => i === 0 || i === spans.length - 1 || !isBetween(span))
}

function between(before: MemberSpan, after: MemberSpan, members: readonly Member[]): Rebalance | undefined {
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const ids = (span: MemberSpan) => new Set((span.members ?? []).map(({ id }) => id))
  const [had, has] = [ids(before), ids(after)]
  const left = [...had].filter((id) => !has.has(id)).map((id) => names.get(id) ?? id)
  const joined = [...has].filter((id) => !had.has(id)).map((id) => names.get(id) ?? id)
  const moved = movedBetween(before, after)
  if (left.length === 0 && joined.length === 0 && moved === 0) return undefined
  const causes = [
    ...(left.length > 0 ? [`${left.join(', ')} left`] : []),
    ...(joined.length > 0 ? [`${joined.join(', ')} joined`] : []),
  ]
  return { at: after.from, cause: causes.join('; ') || 'assignment changed', moved }
}

function movedBetween(before: MemberSpan, after: MemberSpan): number {
  const all = [...(before.members ?? []), ...(after.members ?? [])]
  const rowOf = new Map([...new Set(all.map(({ id }) => id))].map((id, row) => [id, row]))
  const [had, has] = [ownersIn(before, rowOf), ownersIn(after, rowOf)]
  const keys = new Set([...had.keys(), ...has.keys()])
  return [...keys].filter((key) => had.get(key) !== has.get(key)).length
}
