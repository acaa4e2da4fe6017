import type { Comparison, DifferenceGroup, Moved } from '../../shared/api/compare.ts'
import { areas } from '../../shared/base/area.ts'
import { formatNumber } from '../../shared/base/format-number.ts'
import { formatInstantLong } from '../../shared/base/format-time.ts'
import { formatValue } from '../../shared/base/format-unit.ts'
import { pluralOf } from '../../shared/base/plural.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'

/** Of a group so many are named. */
const mostNamed = 4
/** Of each position or amount. */
const mostMoved = 5

/** What differs, area by area, for a terminal. */
export function compareText(
  comparison: Comparison,
  catalogue: Catalogue,
  names: { readonly a: string; readonly b: string },
): string {
  const { a, b, groups, left, moved, movedLeft } = comparison
  const lines = [
    `from  ${names.a}, ${formatInstantLong(a.at)}`,
    `to    ${names.b}, ${formatInstantLong(b.at)}`,
    ...areas.flatMap((area) => {
      const some = groups.filter((group) => group.area === area)
      return some.length === 0 ? [] : ['', area, ...some.map((group) => groupLine(group, catalogue))]
    }),
    ...(left > 0 ? ['', `and ${formatNumber(left)} more differences of other sorts`] : []),
    ...(moved.length === 0 ? [] : ['', 'offsets and amounts', ...movedLines(moved, movedLeft, catalogue)]),
    '',
    ...endLines(comparison),
  ]
  return `${lines.join('\n')}\n`
}

const signs = { new: '+', gone: '-', changed: '~' } as const

/** `~ Leader 2 → 3: 7 partitions (clicks-0, orders-1, …)` */
function groupLine(group: DifferenceGroup, { nameOf }: Catalogue): string {
  const { is, key, kind, label, says, count, parts, differences } = group
  const some = differences.slice(0, mostNamed).map(({ entity }) => nameOf(entity).name)
  const named = count > some.length ? `${some.join(', ')}, …` : some.join(', ')
  const many = `${formatNumber(count)} ${pluralOf(kind)}`
  const under = parts === 0 ? '' : `, with ${formatNumber(parts)} ${parts === 1 ? 'part' : 'parts'}`
  if (key === null) return `  ${signs[is]} ${count === 1 ? kind : many}: ${named}${under}`
  const what = [label, says].filter(Boolean).join(' ')
  return `  ${signs[is]} ${what}: ${count === 1 ? named : `${many} (${named})`}`
}

function movedLines(moved: readonly Moved[], left: number, catalogue: Catalogue): readonly string[] {
  const told = [...Map.groupBy(moved, ({ metric }) => metric).values()].flatMap((some) =>
    some.slice(0, mostMoved),
  )
  const rest = moved.length - told.length + left
  return [
    ...told.map((each) => movedLine(each, catalogue)),
    ...(rest > 0 ? [`  and ${formatNumber(rest)} more moved`] : []),
  ]
}

function movedLine({ entity, metric, before, after }: Moved, { metrics, nameOf }: Catalogue): string {
  const info = metrics.find(({ key }) => key === metric)
  const value = (number: number) => formatValue(number, info?.unit ?? 'count')
  const by = value(Math.abs(after - before))
  const sign = after > before ? '+' : '−'
  return `  ${nameOf(entity).name}  ${info?.label ?? metric} ${value(before)} → ${value(after)} (${sign}${by})`
}

function endLines({ groups, alike, unseen, own, a, b }: Comparison): readonly string[] {
  const gaps = [a, b].flatMap((side, i) =>
    side.gaps.map(({ ask, message }) => `not observed ${i === 0 ? 'before' : 'after'}: ${ask}: ${message}`),
  )
  return [
    `${groups.length === 0 ? 'nothing differs: ' : ''}${formatNumber(alike)} entities are alike`,
    ...(unseen.length > 0 ? [`not compared, as one side did not observe it: ${unseen.join(', ')}`] : []),
    ...(own.facts.length > 0 ? [`not compared, as each has its own: ${own.facts.join(', ')}`] : []),
    ...(own.entities > 0
      ? [`not compared, as their names are of one of the two: ${formatNumber(own.entities)} entities`]
      : []),
    ...gaps,
  ]
}
