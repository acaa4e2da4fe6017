import type { ReportedFinding, ReportedSource } from '../../shared/api/report.ts'
import type { Finding } from '../../shared/api/findings.ts'
import type { Catalogue } from '../../shared/systems/catalogue.ts'

/** Where the figures of findings come from: each metric and fact once, in the catalogue's words. */
export function sourcesOf(
  catalogue: Catalogue,
  findings: readonly Finding[],
  told: readonly ReportedFinding[],
): readonly ReportedSource[] {
  const rules = new Set(told.map(({ rule }) => rule))
  const evidence = findings.filter(({ rule }) => rules.has(rule)).flatMap((finding) => finding.evidence)
  const metrics = new Set(evidence.flatMap(({ metric }) => metric ?? []))
  const facts = new Set(evidence.flatMap(({ fact }) => fact ?? []))
  return [
    ...catalogue.metrics
      .filter(({ key }) => metrics.has(key))
      .map(({ key, label, unit, source, about }) => ({ key, label, unit, source, about })),
    ...catalogue.facts
      .filter(({ key }) => facts.has(key))
      .map(({ key, label, source, about }) => ({ key, label, unit: '', source, about })),
  ]
}
