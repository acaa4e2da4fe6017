import type { Finding } from '../../../shared/api/findings.ts'
import type { EventRow } from '../../../shared/api/history.ts'
import { readableValue } from '../../../shared/history/compared-value.ts'
import type { Catalogue, FactInfo } from '../../../shared/systems/catalogue.ts'
import { GAPS_KEY } from '../../store/own-keys.ts'
import { isSameJson } from '../../../shared/base/same-json.ts'
import type { HistoryReader } from '../../store/store.ts'
import type { FactChange } from '../../systems/moment.ts'
import type { Gap } from '../../systems/sample.ts'

/** The facts of a vocabulary by how an edge of them counts. */
export function factKeys({ facts }: Catalogue) {
  const keys = (edge: string) => facts.filter((fact) => fact.edge === edge).map(({ key }) => key)
  return { notable: keys('notable'), plain: keys('plain'), silent: keys('silent') }
}

interface Stretch {
  readonly targetId: string
  readonly from: number
  readonly to: number
  readonly limit: number
  readonly entity?: string
}

/** Edges of facts, of findings and of gaps as one list, newest first. */
export function eventRows(
  reader: HistoryReader,
  catalogue: Catalogue,
  stretch: Stretch,
): readonly EventRow[] {
  const { targetId, from, to, limit, entity } = stretch
  const { notable, plain } = factKeys(catalogue)
  const only = { keys: [...notable, ...plain], limit, ...(entity === undefined ? {} : { entity }) }
  const facts = reader.changes(targetId, from, to, only).map((change) => factRow(catalogue, targetId, change))
  const found = reader
    .findingsIn(targetId, from, to, limit)
    .filter((each) => entity === undefined || each.entity === entity)
  const gaps = reader
    .changes(targetId, from, to, { keys: [GAPS_KEY], limit })
    .flatMap((each) => gapRows(targetId, each))
  const silences = entity === undefined ? silenceRows(reader, stretch) : []
  return [
    ...facts,
    ...found.flatMap(findingRows),
    ...gaps.filter((row) => entity === undefined || row.entity === entity),
    ...silences,
  ]
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => b.at - a.at)
    .slice(0, limit)
}

function factRow(catalogue: Catalogue, targetId: string, change: FactChange): EventRow {
  const info = catalogue.facts.find(({ key }) => key === change.key)
  const { at, entity, key } = change
  const label = info?.label ?? key
  return {
    at,
    targetId,
    kind: 'fact',
    entity,
    key,
    label,
    ...told(info, change),
    source: info?.source ?? key,
  }
}

/** As people read it; as it was kept where only what they do not read changed. */
function told(info: FactInfo | undefined, { before, after }: FactChange): Pick<EventRow, 'before' | 'after'> {
  if (info?.readable === undefined) return { before, after }
  const read = { before: readableValue(info, before), after: readableValue(info, after) }
  return isSameJson(read.before, read.after) ? { before, after } : read
}

function findingRows(finding: Finding): EventRow[] {
  const { targetId, rule, entity, title, severity, opened, closed } = finding
  const row = (at: number, isOpen: boolean): EventRow => ({
    at,
    targetId,
    kind: 'finding',
    entity,
    key: rule,
    label: title,
    before: !isOpen,
    after: isOpen,
    severity,
    source: rule,
  })
  return closed === undefined ? [row(opened, true)] : [row(opened, true), row(closed, false)]
}

/** Which asks began to fail, and which succeed again. */
function gapRows(targetId: string, { at, before, after }: FactChange): EventRow[] {
  const failedBefore = gapsOf(before)
  const failsNow = gapsOf(after)
  const row = ({ entity, ask, message }: Gap, fails: boolean): EventRow => ({
    at,
    targetId,
    kind: 'gap',
    entity,
    key: ask,
    label: labelOf(ask, fails),
    before: fails ? null : message,
    after: fails ? message : null,
    source: ask,
  })
  return [
    ...failsNow.filter((gap) => !hasAsk(failedBefore, gap)).map((gap) => row(gap, true)),
    ...failedBefore.filter((gap) => !hasAsk(failsNow, gap)).map((gap) => row(gap, false)),
  ]
}

/** A gap may be of several requests: "Metadata, ListGroups". */
function labelOf(ask: string, fails: boolean): string {
  const isMany = ask.includes(', ')
  if (fails) return `${ask} ${isMany ? 'fail' : 'fails'}`
  return `${ask} ${isMany ? 'answer' : 'answers'} again`
}

function gapsOf(fact: FactChange['after']): readonly Gap[] {
  return Array.isArray(fact) ? fact : []
}

function hasAsk(gaps: readonly Gap[], { entity, ask }: Gap): boolean {
  return gaps.some((gap) => gap.entity === entity && gap.ask === ask)
}

/** Where nothing was sampled at all. */
function silenceRows(reader: HistoryReader, { targetId, from, to }: Stretch): EventRow[] {
  const { gaps } = reader.timeline({ targetId, from, to, buckets: 1 }, { notable: [], silent: [] })
  const row = (at: number, isGap: boolean): EventRow => ({
    at,
    targetId,
    kind: 'gap',
    entity: '',
    key: 'observe',
    label: isGap ? 'Observing stopped' : 'Observed again',
    before: !isGap,
    after: isGap,
    source: 'Orrery',
  })
  // a gap that reaches over an end of the stretch has no edge there
  return gaps.flatMap((gap) => [
    ...(gap.from > from ? [row(gap.from, true)] : []),
    ...(gap.to < to ? [row(gap.to, false)] : []),
  ])
}
