import type { EventRow } from '../../shared/api/history.ts'
import type { ReportedChange } from '../../shared/api/report.ts'
import { commonChange, foldAlike } from '../../shared/history/alike.ts'
import type { EventGroup } from '../../shared/history/alike.ts'
import { isNotable } from '../../shared/history/notable.ts'
import type { ReportSource } from './source.ts'

/** Read of each target. */
const mostRead = 20_000
/** Told of each target, and in all: more would be read by nobody. */
const mostTold = 300

export interface Changes {
  /** Oldest first. */
  readonly told: readonly ReportedChange[]
  readonly leftOut: number
}

/** What is notable of a target, folded where much says the same at the same instant. The newest are told. */
export function reportedChanges(source: ReportSource, from: number, to: number): Changes {
  return newest(changesOf(source, from, to))
}

/** Those of all targets, in the order of time. */
export function together(changes: readonly Changes[]): Changes {
  const { told, leftOut } = newest(changes.flatMap((each) => each.told))
  return { told, leftOut: changes.reduce((sum, each) => sum + each.leftOut, leftOut) }
}

function newest(changes: readonly ReportedChange[]): Changes {
  const sorted = changes.toSorted((a, b) => a.at - b.at)
  const leftOut = Math.max(0, sorted.length - mostTold)
  return { told: sorted.slice(leftOut), leftOut }
}

function changesOf(source: ReportSource, from: number, to: number): readonly ReportedChange[] {
  const facts = new Map(source.catalogue.facts.map((each) => [each.key, each]))
  const events = source
    .events(from, to, mostRead)
    .filter((event) => isNotable(event, (key) => facts.get(key)))
  return foldAlike(events).flatMap((group) => changeOf(source, group))
}

function changeOf({ catalogue, config }: ReportSource, { events }: EventGroup): readonly ReportedChange[] {
  const [first] = events
  if (first === undefined) return []
  const { at, kind, label, severity, source } = first
  const change = commonChange(events)
  return [
    {
      at,
      target: config.name,
      kind,
      what: whatOf(catalogue, events, first),
      label,
      change,
      severity: severity ?? null,
      source,
    },
  ]
}

function whatOf({ nameOf }: ReportSource['catalogue'], events: readonly EventRow[], first: EventRow): string {
  const { kind, name } = nameOf(first.entity)
  if (events.length > 1) return `${events.length} ${kind === '' ? 'entitie' : kind}s`
  return first.entity === '' ? 'observation' : name
}
