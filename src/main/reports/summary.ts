import type { Report, ReportedFinding, ReportedTarget } from '../../shared/api/report.ts'
import { formatDuration, formatInstant, formatInstantLong } from '../../shared/base/format-time.ts'

type Told = Pick<Report, 'from' | 'to' | 'targets' | 'changes'>

/** Most causes of one target that the summary names. */
const mostCauses = 4

/** What one would say to a colleague, in a few sentences. */
export function summaryOf(report: Told): readonly string[] {
  return [
    whatIsTold(report),
    ...report.targets.flatMap((target) => ofTarget(target, report)),
    ...firstChange(report),
    ...notSeen(report.targets),
  ]
}

function whatIsTold({ from, to, targets }: Told): string {
  const when =
    from === to
      ? `how things stood at ${formatInstantLong(to, to)}`
      : `${formatInstantLong(from, to)} to ${formatInstantLong(to, to)}, ${formatDuration(to - from)}`
  const who = targets.map(({ name, summary }) => (summary === '' ? name : `${name} (${summary})`)).join(', ')
  return `This is about ${who}: ${when}.`
}

function ofTarget(target: ReportedTarget, { to }: Told): readonly string[] {
  const causes = target.findings.filter(({ explainedBy }) => explainedBy === null)
  const serious = causes.filter(({ severity }) => severity !== 'info')
  if (serious.length === 0) return [calm(target, causes.length)]
  const open = serious.filter(({ closed }) => closed === null).length
  const lead = `${target.name}: ${counted(serious.length, 'cause')} of trouble, ${openWords(open, serious.length)}.`
  const left = serious.length - mostCauses
  return [
    lead,
    ...serious.slice(0, mostCauses).map((finding) => causeWords(finding, target, to)),
    ...(left > 0 ? [`${counted(left, 'more cause')} of ${target.name} can be read below.`] : []),
  ]
}

function calm({ name, content, unknown }: ReportedTarget, remarks: number): string {
  const rest = unknown.length === 0 ? '' : `; ${counted(unknown.length, 'rule')} could not judge`
  const advice = remarks === 0 ? '' : `, ${counted(remarks, 'remark')}`
  return `${name}: no trouble was found. ${counted(content.length, 'rule')} content at the end${rest}${advice}.`
}

function openWords(open: number, all: number): string {
  if (open === 0) return 'all over by the end'
  return open === all ? 'still so at the end' : `${open} of them still so at the end`
}

/** "Broker 2 is lost: critical, from 03:12:40 to 03:18:02 (5 min 22 s). It explains 3 other findings." */
function causeWords(finding: ReportedFinding, target: ReportedTarget, to: number): string {
  const { title, severity, since, closed } = finding
  const explained = target.findings.filter(({ explainedBy }) => explainedBy === title)
  const count = explained.reduce((sum, { alike }) => sum + 1 + alike.length, 0)
  const until =
    closed === null
      ? `since ${formatInstant(since, to)}, ${formatDuration(seconds(to - since))} at the end`
      : `from ${formatInstant(since, to)} to ${formatInstant(closed, to)}, ${formatDuration(seconds(closed - since))}`
  const others = count === 0 ? '' : ` It explains ${counted(count, 'other finding')}.`
  const alike = finding.alike.length === 0 ? '' : ` The same holds for ${finding.alike.length} more.`
  return `${title}: ${severity}, ${until}.${others}${alike}`
}

/** The first thing that is told to have changed, before the first finding opened. */
function firstChange({ changes, targets }: Told): readonly string[] {
  const opened = targets
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity !== 'info')
    .map(({ opened: at }) => at)
  if (opened.length === 0) return []
  const first = changes.find(
    ({ kind, at }) => kind === 'fact' && at <= Math.min(...opened) && at > Math.min(...opened) - 300_000,
  )
  if (first === undefined) return []
  const { at, target, what, label, change } = first
  const whose = targets.length > 1 ? ` of ${target}` : ''
  return [
    `The first change in the five minutes before: at ${formatInstant(at, at)} ${label} of ${what}${whose}, ${change}.`,
  ]
}

function notSeen(targets: readonly ReportedTarget[]): readonly string[] {
  return targets.flatMap(({ name, unseen, capabilities }) => {
    const ms = unseen.reduce((sum, { from, to }) => sum + to - from, 0)
    const missing = capabilities.filter(({ state }) => state !== 'observed').length
    return [
      ...(ms >= 1000 ? [`${name} was not observed for ${formatDuration(seconds(ms))} of that time.`] : []),
      ...(missing > 0
        ? [`Of ${name} ${counted(missing, 'thing')} could not be observed, or only in part: see there.`]
        : []),
    ]
  })
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function seconds(ms: number): number {
  return Math.round(ms / 1000) * 1000
}
