import type { Finding } from '../../../shared/api/findings.ts'

/** A finding as text, to paste into a ticket: everything that the page says, with times in full. */
export function findingText(finding: Finding, target: string, address: string): string {
  const time = (at: number) => new Date(at).toISOString()
  return [
    finding.title,
    `${finding.severity} · ${target} · ${finding.entity} · ${finding.rule}`,
    `condition holds from ${time(finding.since)}, opened ${time(finding.opened)}, ` +
      (finding.closed === undefined ? 'still open' : `closed ${time(finding.closed)}`),
    '',
    'Evidence',
    ...finding.evidence.map(
      (each) => `- ${each.says} (${each.entity}, ${time(each.from)} to ${time(each.to)})`,
    ),
    '',
    `Why: ${finding.why}`,
    '',
    `What to do: ${finding.fix}`,
    '',
    `Source: ${finding.source.label}, ${finding.source.url}`,
    address,
  ].join('\n')
}
