import type { Report } from '../../../shared/api/report.ts'

/** The series of the evidence, a value a line; empty where nothing was seen. RFC 4180, instants in UTC. */
export function toCsv(report: Report): string {
  const lines = [row('instant', 'target', 'rule', 'entity', 'metric', 'unit', 'value')]
  const seen = new Set<string>()
  for (const target of report.targets)
    for (const finding of target.findings)
      for (const chart of finding.charts)
        for (const { entity, v } of chart.series) {
          const key = `${target.id} ${entity} ${chart.metric} ${chart.from} ${chart.to}`
          // two rules may point at the same evidence
          if (seen.has(key)) continue
          seen.add(key)
          chart.t.forEach((at, i) =>
            lines.push(
              row(
                new Date(at).toISOString(),
                target.name,
                finding.rule,
                entity,
                chart.metric,
                chart.unit,
                String(v[i] ?? ''),
              ),
            ),
          )
        }
  return `${lines.join('\r\n')}\r\n`
}

function row(...cells: readonly string[]): string {
  return cells.map(cell).join(',')
}

/** A cell that begins like a formula is kept from being one in a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
