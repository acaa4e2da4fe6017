import type { Finding, Severity } from '../api/findings.ts'

const weight: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 }

/** `clicks/2` before `clicks/10`. */
const byName = new Intl.Collator('en', { numeric: true })

/** A finding and those that it explains. */
export interface Cause {
  readonly finding: Finding
  readonly explained: readonly Finding[]
  /** Others of the same rule that explain nothing either: said once, unfolded on demand. */
  readonly alike: readonly Finding[]
}

/** Worst first; of equals the older one. */
export function bySeverity(a: Finding, b: Finding): number {
  return weight[a.severity] - weight[b.severity] || a.opened - b.opened || byName.compare(a.entity, b.entity)
}

/** One cause, not fourteen alarms: what another finding of the list explains is folded under it. */
export function causesOf(findings: readonly Finding[]): readonly Cause[] {
  const ids = new Set(findings.map((each) => each.id))
  const isExplained = (each: Finding) =>
    each.explainedBy !== undefined && each.explainedBy !== each.id && ids.has(each.explainedBy)
  return findings
    .filter((each) => !isExplained(each))
    .sort(bySeverity)
    .map((finding) => ({
      finding,
      explained: findings
        .filter((each) => isExplained(each) && each.explainedBy === finding.id)
        .sort(bySeverity),
      alike: [],
    }))
}
