import type { Report, ReportRequest, ReportedTarget } from '../../shared/api/report.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import { type Changes, reportedChanges, together } from './changes.ts'
import { reportedFindings } from './findings.ts'
import { namesOf } from './redact-words.ts'
import { redacted } from './redact.ts'
import type { ReportSource } from './source.ts'
import { sourcesOf } from './sources-of.ts'
import { summaryOf } from './summary.ts'

export interface MadeBy {
  /** "Orrery 0.1.0" */
  readonly madeBy: string
  readonly madeAt: number
  readonly timeZone: string
}

/** What one target adds to a report, as plain data: may be made where its history is read, and put together elsewhere. */
export interface ReportPart {
  readonly target: ReportedTarget
  readonly changes: Changes
  /** What somebody may want to have replaced, and what a stand-in is called after; empty: nothing shall be. */
  readonly words: ReadonlyMap<string, string>
}

type Asked = Pick<ReportRequest, 'from' | 'to' | 'redact'>

/** @throws OrreryError `not-found` when nothing was seen of the target by then */
export function reportPart(source: ReportSource, { from, to, redact }: Asked): ReportPart {
  return {
    target: reportedTarget(source, from, to),
    // an instant has no changes: those shortly before it are what one asks for
    changes: reportedChanges(source, from === to ? to - lookBackMs : from, to),
    words: redact.length === 0 ? new Map() : namesOf(source, redact, { from, to }),
  }
}

/** The report of some targets over an interval, or at an instant, out of history alone. */
export function buildReport(parts: readonly ReportPart[], request: ReportRequest, by: MadeBy): Report {
  const { from, to } = request
  const targets = parts.map(({ target }) => target)
  const changes = together(parts.map((part) => part.changes))
  const told = { from, to, targets, changes: changes.told }
  const report: Report = {
    format: 'orrery-report/1',
    title: request.title ?? targets.map(({ name }) => name).join(', '),
    ...by,
    ...told,
    summary: summaryOf(told),
    replaced: request.redact,
    changesLeftOut: changes.leftOut,
  }
  const words = new Map(parts.toReversed().flatMap((part) => [...part.words]))
  return redacted(report, request.redact, words)
}

const lookBackMs = 3_600_000

function reportedTarget(source: ReportSource, from: number, to: number): ReportedTarget {
  const look = source.look(to)
  const { targetId, config, catalogue } = source
  if (look === undefined)
    throw new OrreryError('not-found', `Nothing of ${config.name} had been observed by then`, {
      fix: 'Choose a later end of the interval, or leave this target out.',
    })
  const findings = reportedFindings(source, from, to)
  const verdicts = source.verdicts(to)
  return {
    id: targetId,
    name: config.name,
    system: catalogue.name,
    summary: source.summary(look),
    endpoints: config.endpoints,
    sampledAt: look.moment.sampledAt,
    unseen: source.unseen(from, to),
    findings,
    content: verdicts.filter(({ is }) => is === 'ok').map(({ title }) => title),
    unknown: verdicts
      .filter(({ is }) => is === 'unknown')
      .map(({ title, missing }) => ({ rule: title, missing: missing ?? 'Not observed yet' })),
    ...source.parts(look),
    capabilities: source.capabilities(look),
    sources: sourcesOf(catalogue, source.findings(from, to), findings),
  }
}
