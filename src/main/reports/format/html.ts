import type {
  Report,
  ReportedChange,
  ReportedFinding,
  ReportedTarget,
  ReportTable,
} from '../../../shared/api/report.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import { evidenceChart } from '../charts/evidence-chart.ts'
import { escapeHtml } from './escape.ts'
import { css, svgDefs } from './html-style.ts'
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

const e = escapeHtml
const severityTone = { critical: 'bad', warning: 'warn', info: 'accent' } as const

/** One file that opens from disk and needs no script: to be read, printed, and sent to whoever has no Orrery. */
export function toHtml(report: Report): string {
  const many = report.targets.length > 1
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${e(report.madeBy)}">
<title>${e(report.title)} · ${e(span(report.from, report.to))}</title>
<style>${css}</style>
</head>
<body>
${svgDefs}
<header>
<p class="kind">Report of ${e(report.madeBy)}</p>
<h1>${e(report.title)}</h1>
<p class="dim">${e(span(report.from, report.to))} · times in ${e(report.timeZone)} · made ${e(instant(report.madeAt))}</p>
${report.replaced.length === 0 ? '' : `<p class="note">${e(replacedText(report))}</p>`}
</header>
<section>
<h2>In short</h2>
<ul class="short">${report.summary.map((sentence) => `<li>${e(sentence)}</li>`).join('\n')}</ul>
</section>
${report.targets.map((target) => findings(target, report, many)).join('\n')}
${changes(report, many)}
${report.targets.map((target) => asItWas(target, many)).join('\n')}
${report.targets.map((target) => observed(target, many)).join('\n')}
<footer>Made by ${e(report.madeBy)} from what it had sampled; nothing was asked from the cluster for it.</footer>
</body>
</html>
`
}

function heading(text: string, target: ReportedTarget, many: boolean): string {
  return `<h2>${e(text)}${many ? ` <span class="dim">${e(target.name)}</span>` : ''}</h2>`
}

function findings(target: ReportedTarget, report: Report, many: boolean): string {
  const { findings: all } = target
  return `<section>
${heading('What was wrong', target, many)}
${all.length === 0 ? '<p>No rule found anything.</p>' : ''}
</section>
${all.map((finding) => findingHtml(finding, report)).join('\n')}
${target.unknown.length === 0 ? '' : unknown(target)}`
}

function findingHtml(finding: ReportedFinding, report: Report): string {
  const { severity, title, entityName, rule, evidence, why, fix, source, explainedBy, alike } = finding
  return `<section class="finding ${severityTone[severity]}${explainedBy === null ? '' : ' explained'}">
<h3><span class="mark">${severity}</span> ${e(title)}</h3>
<p class="dim">${e(entityName)} · ${e(when(finding, report))}${explainedBy === null ? '' : ` · because: ${e(explainedBy)}`}</p>
<ul>${evidence.map((piece) => `<li>${e(evidenceText(piece))} <span class="dim">${e(evidenceWhen(piece, report))}</span></li>`).join('')}</ul>
${alike.length === 0 ? '' : `<p>The same holds for ${alike.length} more: ${e(some(alike))}.</p>`}
${finding.charts.map((chart) => `<figure><figcaption>${e(chart.label)}</figcaption>${evidenceChart(chart)}</figure>`).join('\n')}
<dl>
<dt>Why it matters</dt><dd>${e(why)}</dd>
<dt>What to do</dt><dd>${e(fix)}</dd>
<dt>Rule</dt><dd><code>${e(rule)}</code>, <a href="${e(webOnly(source.url))}">${e(source.label)}</a></dd>
</dl>
</section>`
}

function evidenceWhen({ from, to }: ReportedFinding['evidence'][number], report: Report): string {
  const lasted = formatDuration(Math.round((to - from) / 1000) * 1000)
  return to - from < 1000 ? shortly(to, report) : `${shortly(from, report)}, for ${lasted}`
}

const mostNamed = 20

function some(names: readonly string[]): string {
  const rest = names.length - mostNamed
  return names.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function unknown({ unknown: rules }: ReportedTarget): string {
  return `<section><h3>What could not be judged</h3><table><thead><tr><th>Rule</th><th>What is missing</th></tr></thead><tbody>
${rules.map(({ rule, missing }) => `<tr>${td(rule)}${td(missing)}</tr>`).join('\n')}
</tbody></table></section>`
}

function changes(report: Report, many: boolean): string {
  const { changes: all, changesLeftOut } = report
  const left =
    changesLeftOut === 0 ? '' : `<p class="note">${changesLeftOut} earlier changes are left out.</p>`
  const rows = all.map((change) => changeRow(change, report, many)).join('\n')
  return `<section><h2>What changed</h2>${left}
${all.length === 0 ? '<p>Nothing notable changed.</p>' : `<table class="wide"><thead><tr><th>When</th>${many ? '<th>Target</th>' : ''}<th>What</th><th>Change</th><th>Seen in</th></tr></thead><tbody>${rows}</tbody></table>`}
</section>`
}

function changeRow(change: ReportedChange, report: Report, many: boolean): string {
  const { at, target, what, severity, source } = change
  const tone = severity === null ? '' : ` class="${severityTone[severity]}"`
  const changed = changeText(change)
  return `<tr><td class="time">${e(shortly(at, report))}</td>${many ? td(target) : ''}${td(what)}<td${classOf(changed)}><span${tone}>${e(changed)}</span></td>${td(source, 'dim')}</tr>`
}

function td(text: string, className = ''): string {
  return `<td${classOf(text, className)}>${e(text)}</td>`
}

/** Words are broken only where they would burst the page: a long name, but not "running". */
function classOf(text: string, className = ''): string {
  const names = [className, longWord.test(text) ? 'long' : ''].filter((name) => name !== '')
  return names.length === 0 ? '' : ` class="${names.join(' ')}"`
}

const longWord = /\S{31}/

function asItWas(target: ReportedTarget, many: boolean): string {
  const { topology, configuration, sampledAt } = target
  if (topology.length + configuration.length === 0) return ''
  return `<section>${heading('As it was', target, many)}
<p class="dim">${e(target.summary)} · as sampled ${e(instant(sampledAt))} · ${e(target.endpoints.join(', '))}</p></section>
${[...topology, ...configuration].map(tableHtml).join('\n')}`
}

function tableHtml({ title, note, columns, rows }: ReportTable): string {
  const side = (index: number) => (columns[index]?.align === 'right' ? 'right' : '')
  const head = columns
    .map(({ label }, index) => `<th${classOf(label, side(index))}>${e(label)}</th>`)
    .join('')
  const row = (cells: ReportTable['rows'][number]) =>
    `<tr>${cells.map((cell, index) => td(cellText(cell), cell === null ? `${side(index)} dim`.trim() : side(index))).join('')}</tr>`
  return `<section><h3>${e(title)}</h3>${note === undefined ? '' : `<p class="dim">${e(note)}</p>`}
${rows.length === 0 ? '<p>None.</p>' : `<table><thead><tr>${head}</tr></thead><tbody>${rows.map(row).join('\n')}</tbody></table>`}</section>`
}

/** What could be seen at all, and where the figures come from: a report that hides its blind spots proves nothing. */
function observed(target: ReportedTarget, many: boolean): string {
  const { capabilities, unseen, sources } = target
  const gaps = unseen.map(({ from, to }) => `<li>Not observed ${e(span(from, to))}</li>`).join('')
  return `<section>${heading('What was observed', target, many)}
${gaps === '' ? '' : `<ul>${gaps}</ul>`}
${capabilities.length === 0 ? '<p>Not recorded.</p>' : capabilityTable(target)}</section>
${sources.length === 0 ? '' : `<section><h3>How the figures were obtained</h3><table><thead><tr><th>Figure</th><th>Read from</th><th></th></tr></thead><tbody>${sources.map(({ label, source, about }) => `<tr>${td(label)}${td(source)}${td(about, 'dim')}</tr>`).join('\n')}</tbody></table></section>`}`
}

function capabilityTable({ capabilities }: ReportedTarget): string {
  const rows = capabilities.map(({ what, state, by, why, fix }) => {
    const reason = [why, fix].filter((text) => text !== undefined && text !== '').join('. ')
    return `<tr>${td(what)}${td(stateWords[state])}${td(by, 'dim')}${td(reason)}</tr>`
  })
  return `<table><thead><tr><th>What</th><th></th><th>By</th><th>What would change it</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}
