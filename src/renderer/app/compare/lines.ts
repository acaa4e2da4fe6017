import type { Difference, DifferenceGroup } from '../../../shared/api/compare.ts'
import type { Area } from '../../../shared/base/area.ts'

/** A line of the list of differences. */
export type Line =
  | {
      readonly is: 'area'
      readonly id: string
      readonly area: Area
      readonly count: number
      readonly isOpen: boolean
    }
  | {
      readonly is: 'group'
      readonly id: string
      readonly group: DifferenceGroup
      /** Undefined: it is of one entity, which stands on the same line. */
      readonly isOpen: boolean | undefined
      /** So many of its entities match what is looked for; undefined: the group itself does. */
      readonly found?: number
    }
  | {
      readonly is: 'entity'
      readonly id: string
      readonly group: DifferenceGroup
      readonly difference: Difference
    }
  /** So many more of the group are on their way, or are never told. */
  | { readonly is: 'left'; readonly id: string; readonly group: DifferenceGroup; readonly count: number }

export interface LinesArg {
  readonly groups: readonly DifferenceGroup[]
  /** `all`, or one. */
  readonly area: string
  /** Every word of it must be in a line, or in what it stands under. */
  readonly text: string
  /** Ids of lines that are not as they are at first: areas are open, groups folded. */
  readonly turned: ReadonlySet<string>
  /** All entities of the groups that were asked for. */
  readonly parts: ReadonlyMap<string, readonly Difference[]>
  readonly nameOf: (entity: string) => string
}

export const areaLineId = (area: Area) => `area ${area}`

/** What is to be seen of the list: what is folded away, or does not match, is not there. */
export function linesOf(arg: LinesArg): readonly Line[] {
  const { groups, area, turned } = arg
  const words = arg.text.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = groups
    .filter((group) => area === 'all' || group.area === area)
    .flatMap((group) => matchOf(group, words, arg))
  const lines: Line[] = []
  for (const [of, matches] of Map.groupBy(shown, ({ group }) => group.area)) {
    const id = areaLineId(of)
    const isOpen = !turned.has(id)
    const count = matches.reduce((sum, { group, found }) => sum + (found?.length ?? group.count), 0)
    lines.push({ is: 'area', id, area: of, count, isOpen })
    if (isOpen) for (const match of matches) lines.push(...groupLines(match, arg))
  }
  return lines
}

interface Match {
  readonly group: DifferenceGroup
  /** The entities that match; undefined: the group itself does, and so all of them. */
  readonly found: readonly Difference[] | undefined
}

function matchOf(
  group: DifferenceGroup,
  words: readonly string[],
  { parts, nameOf }: LinesArg,
): readonly Match[] {
  if (words.length === 0) return [{ group, found: undefined }]
  const about = `${group.label} ${group.says} ${group.kind} ${group.key ?? ''}`.toLowerCase()
  const rest = words.filter((word) => !about.includes(word))
  if (rest.length === 0) return [{ group, found: undefined }]
  const found = (parts.get(group.id) ?? group.differences).filter(({ entity }) => {
    const text = `${entity} ${nameOf(entity)}`.toLowerCase()
    return rest.every((word) => text.includes(word))
  })
  return found.length === 0 ? [] : [{ group, found }]
}

/** A group that matches by few of its entities is unfolded to them. */
function groupLines({ group, found }: Match, { turned, parts }: LinesArg): readonly Line[] {
  const { id } = group
  if (group.count === 1) return [{ is: 'group', id, group, isOpen: undefined }]
  const isOpen = turned.has(id) !== (found !== undefined)
  const line = { is: 'group', id, group, isOpen, ...(found && { found: found.length }) } as const
  if (!isOpen) return [line]
  const told = found ?? parts.get(id) ?? group.differences
  const left = found === undefined ? group.count - told.length : 0
  return [
    line,
    ...told.map((difference): Line => ({
      is: 'entity',
      id: `${id} ${difference.entity}`,
      group,
      difference,
    })),
    ...(left > 0 ? [{ is: 'left', id: `${id} left`, group, count: left } as const] : []),
  ]
}

/** Groups whose entities must be asked for: unfolded ones, and while one looks for a name, all that are not told whole. */
export function wantedGroups({
  groups,
  area,
  text,
  turned,
}: Pick<LinesArg, 'groups' | 'area' | 'text' | 'turned'>): readonly string[] {
  const isLookedFor = text.trim().length > 1
  return groups
    .filter((group) => group.count > group.differences.length && (area === 'all' || group.area === area))
    .filter((group) => isLookedFor || turned.has(group.id))
    .map(({ id }) => id)
}
