import type { Finding, FindingsAt, RuleVerdict } from '../../../shared/api/findings.ts'
import { bySeverity, causesOf } from '../../../shared/history/causes.ts'
import type { Cause } from '../../../shared/history/causes.ts'

export type Grouping = 'cause' | 'entity' | 'time'

const fewest = 4

/** Thirteen sessions without a connection are one thing to read. Only what explains nothing is folded so. */
function foldAlike(causes: readonly Cause[]): readonly Cause[] {
  const keyOf = ({ finding, explained }: Cause) =>
    explained.length > 0 ? undefined : `${finding.severity} ${finding.rule}`
  const groups = Map.groupBy(causes, (cause) => keyOf(cause) ?? cause.finding.id)
  return [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group
    if (first === undefined || group.length < fewest) return group
    return [{ ...first, alike: rest.map((cause) => cause.finding) }]
  })
}

/** The list as chosen; only by cause anything is folded. */
export function arrange(findings: readonly Finding[], grouping: Grouping): readonly Cause[] {
  if (grouping === 'cause') return foldAlike(causesOf(findings))
  const flat = (a: Finding, b: Finding) =>
    grouping === 'time'
      ? b.opened - a.opened
      : a.entity < b.entity
        ? -1
        : a.entity > b.entity
          ? 1
          : bySeverity(a, b)
  return [...findings].sort(flat).map((finding) => ({ finding, explained: [], alike: [] }))
}

/** Rules that could not be judged, by what would unlock them: the most first. */
export interface Locked {
  readonly missing: string
  readonly rules: readonly RuleVerdict[]
}

export function lockedOf(verdicts: readonly RuleVerdict[]): readonly Locked[] {
  const groups = new Map<string, RuleVerdict[]>()
  for (const verdict of verdicts) {
    if (verdict.is !== 'unknown') continue
    const missing = verdict.missing ?? 'Not observed yet'
    groups.set(missing, [...(groups.get(missing) ?? []), verdict])
  }
  return [...groups]
    .map(([missing, rules]) => ({ missing, rules }))
    .sort((a, b) => b.rules.length - a.rules.length)
}

export interface Counts {
  readonly ok: number
  readonly findings: number
  readonly unknown: number
}

/** Always three numbers; a cause counts once, with all that it explains. */
export function countsOf({ findings, verdicts }: FindingsAt): Counts {
  return {
    ok: verdicts.filter((each) => each.is === 'ok').length,
    findings: causesOf(findings).length,
    unknown: verdicts.filter((each) => each.is === 'unknown').length,
  }
}
