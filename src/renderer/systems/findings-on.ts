import type { Finding } from '../../shared/api/findings.ts'

const ranks: readonly Finding['severity'][] = ['critical', 'warning', 'info']

/** Findings of an entity, and those that name it as evidence; the gravest first. */
export function findingsOn(findings: readonly Finding[], entity: string): readonly Finding[] {
  return findings
    .filter((one) => one.entity === entity || one.evidence.some((piece) => piece.entity === entity))
    .toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity) || a.since - b.since)
}
