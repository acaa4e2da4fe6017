import type { Report, ReportedFinding, ReportedTarget, ReportTable } from '../../../shared/api/report.ts'
import {
  cellText,
  changeText,
  evidenceText,
  instant,
  replacedText,
  shortly,
  span,
  stateWords,
  webOnly,
  when,
} from './words.ts'

/** For an issue tracker: no charts, everything else. Nothing that a cluster named can become markup. */
export function toMarkdown(report: Report): string {
  const many = report.targets.length > 1
  const of = (target: ReportedTarget) => (many ? `: ${t(target.name)}` : '')
  return [
    `# ${t(report.title)}`,
    `${span(report.from, report.to)}. Times in ${t(report.timeZone)}. Made ${instant(report.madeAt)} by ${t(report.madeBy)}.`,
    ...(report.replaced.length === 0 ? [] : [replacedText(report)]),
    report.summary.map((sentence) => `- ${t(sentence)}`).join('\n'),
    ...report.targets.flatMap((target) => [
      `## What was wrong${of(target)}`,
      ...(target.findings.length === 0
        ? ['No rule found anything.']
        : target.findings.flatMap((finding) => findingText(finding, report))),
      ...(target.unknown.length === 0
        ? []
        : [
            '### What could not be judged',
            table(
              ['Rule', 'What is missing'],
              target.unknown.map(({ rule, missing }) => [rule, missing]),
            ),
          ]),
    ]),
    '## What changed',
    ...(report.changesLeftOut === 0 ? [] : [`${report.changesLeftOut} earlier changes are left out.`]),
    changes(report, many),
    ...report.targets.flatMap((target) => [
      ...[...target.topology, ...target.configuration].flatMap((one) => tableText(one, of(target))),
      `## What was observed${of(target)}`,
      observed(target),
    ]),
  ]
    .join('\n\n')
    .concat('\n')
}

function findingText(finding: ReportedFinding, report: Report): readonly string[] {
  const { severity, title, entityName, rule, evidence, why, fix, source, explainedBy, alike } = finding
  return [
    `### ${severity}: ${t(title)}`,
    `${t(entityName)}, ${when(finding, report)}${explainedBy === null ? '' : `, because: ${t(explainedBy)}`}`,
    evidence.map((piece) => `- ${t(evidenceText(piece))}`).join('\n'),
    ...(alike.length === 0
      ? []
      : [`The same holds for ${alike.length} more: ${t(alike.slice(0, 20).join(', '))}.`]),
    `**Why**: ${t(why)}`,
    `**What to do**: ${t(fix)}`,
    `Rule ${t(rule)}, ${t(source.label)} <${webOnly(source.url)}>`,
  ]
}

function changes(report: Report, many: boolean): string {
  const { changes: all } = report
  if (all.length === 0) return 'Nothing notable changed.'
  return table(
    ['When', ...(many ? ['Target'] : []), 'What', 'Change'],
    all.map((change) => [
      shortly(change.at, report),
      ...(many ? [change.target] : []),
      change.what,
      changeText(change),
    ]),
  )
}

function tableText({ title, note, columns, rows }: ReportTable, of: string): readonly string[] {
  return [
    `## ${t(title)}${of}`,
    ...(note === undefined ? [] : [t(note)]),
    rows.length === 0
      ? 'None.'
      : table(
          columns.map(({ label }) => label),
          rows.map((row) => row.map(cellText)),
          columns.map(({ align }) => align === 'right'),
        ),
  ]
}

function observed({ capabilities, unseen }: ReportedTarget): string {
  const gaps = unseen.map(({ from, to }) => `- Not observed ${span(from, to)}`)
  const known = table(
    ['What', '', 'By', 'What would change it'],
    capabilities.map(({ what, state, by, why, fix }) => [
      what,
      stateWords[state],
      by,
      [why, fix].filter((text) => text !== undefined && text !== '').join('. '),
    ]),
  )
  return [
    ...(gaps.length === 0 ? [] : [gaps.join('\n')]),
    capabilities.length === 0 ? 'Not recorded.' : known,
  ].join('\n\n')
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly boolean[] = [],
): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => t(cell)).join(' | ')} |`
  return [
    line(head),
    `| ${head.map((_, index) => (right[index] === true ? '--:' : '---')).join(' | ')} |`,
    ...rows.map(line),
  ].join('\n')
}

/** What would be markup, a mention or a line of its own is text. */
function t(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/\s*\n\s*/g, ' ')
}
