import type { Finding } from '../../shared/api/findings.ts'
import type { ReportChart, ReportedFinding } from '../../shared/api/report.ts'
import { causesOf } from '../../shared/history/causes.ts'
import { drawnEvidence, evidenceStretch } from '../../shared/history/evidence.ts'
import type { Drawn } from '../../shared/history/evidence.ts'
import type { ReportSource } from './source.ts'

/** About as many as a printed chart is wide. */
const points = 300
/** Of one rule with one cause: the others are named. */
const mostAlike = 3
/** Charts of one finding. */
const mostCharts = 3

/** Those in force within the interval: causes worst first, each followed by what it explains; many alike are told once. */
export function reportedFindings(source: ReportSource, from: number, to: number): readonly ReportedFinding[] {
  const findings = source.findings(from, to).filter((each) => each.opened <= to)
  const told: ReportedFinding[] = []
  for (const { finding, explained } of causesOf(findings))
    told.push(reported(source, finding, null, [], to), ...consequences(source, finding, explained, to))
  return foldAlike(told)
}

function consequences(source: ReportSource, cause: Finding, explained: readonly Finding[], to: number) {
  const byRule = Map.groupBy(explained, ({ rule, severity }) => `${severity} ${rule}`)
  return [...byRule.values()].flatMap((alike) => {
    const rest = alike.slice(mostAlike).map(({ entity }) => source.catalogue.nameOf(entity).name)
    return alike
      .slice(0, mostAlike)
      .map((finding, index, all) =>
        reported(source, finding, cause.title, index === all.length - 1 ? rest : [], to),
      )
  })
}

/** Causes of one rule that explain nothing are folded as well: thirteen idle sessions are one thing to read. */
function foldAlike(told: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const seen = new Map<string, number>()
  const left = new Map<string, string[]>()
  const keyOf = ({ rule, severity, explainedBy }: ReportedFinding) =>
    `${severity} ${rule} ${explainedBy ?? ''}`
  const kept = told.filter((finding) => {
    const count = (seen.get(keyOf(finding)) ?? 0) + 1
    seen.set(keyOf(finding), count)
    if (count <= mostAlike || finding.explainedBy !== null) return true
    left.set(keyOf(finding), [...(left.get(keyOf(finding)) ?? []), finding.entityName])
    return false
  })
  return kept.map((finding, index) => {
    const isLast = !kept.slice(index + 1).some((other) => keyOf(other) === keyOf(finding))
    const alike = isLast ? (left.get(keyOf(finding)) ?? []) : []
    return alike.length === 0 ? finding : { ...finding, alike: [...finding.alike, ...alike] }
  })
}

function reported(
  source: ReportSource,
  finding: Finding,
  explainedBy: string | null,
  alike: readonly string[],
  to: number,
): ReportedFinding {
  const { rule, severity, title, entity, since, opened, closed, evidence, why, fix } = finding
  const isClosed = closed !== undefined && closed <= to
  return {
    rule,
    severity,
    title,
    entity,
    entityName: source.catalogue.nameOf(entity).name,
    since,
    opened,
    closed: isClosed ? closed : null,
    evidence: evidence.map((piece) => ({
      of: piece.entity === entity ? null : source.catalogue.nameOf(piece.entity).name,
      from: piece.from,
      to: piece.to,
      says: piece.says,
    })),
    why,
    fix,
    source: finding.source,
    explainedBy,
    alike,
    charts: drawnEvidence(evidence)
      .slice(0, mostCharts)
      .map((drawn) => chartOf(source, finding, drawn, to)),
  }
}

function chartOf(source: ReportSource, finding: Finding, drawn: Drawn, edge: number): ReportChart {
  const { catalogue } = source
  const { from, to } = evidenceStretch(finding, Math.min(edge, finding.closed ?? edge), edge)
  const refs = drawn.pieces.map(({ entity }) => ({ entity, metric: drawn.metric }))
  const info = catalogue.metrics.find(({ key }) => key === drawn.metric)
  const { t, v } = source.series({ series: refs, from, to, points, as: 'value' })
  return {
    metric: drawn.metric,
    label: info?.label ?? drawn.metric,
    unit: info?.unit ?? 'count',
    from,
    to,
    shade: { from: finding.since, to: Math.min(to, finding.closed ?? to) },
    t: [...t],
    series: refs.map(({ entity }, index) => ({
      entity,
      label: catalogue.nameOf(entity).name,
      isMain: entity === finding.entity || refs.length === 1,
      v: Array.from(v[index] ?? [], (value) => (Number.isNaN(value) ? null : value)),
    })),
  }
}
