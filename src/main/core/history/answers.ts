import { statSync } from 'node:fs'
import type { ViewAnswer } from '../../../shared/api/history.ts'
import type { ReportRequest } from '../../../shared/api/report.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Catalogue } from '../../../shared/systems/catalogue.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { buildReport, reportPart } from '../../reports/build-report.ts'
import { formatReport } from '../../reports/format-report.ts'
import { cutRecording } from '../../store/cut-recording.ts'
import { ARCHIVE_LEAD_MS } from '../../store/lately.ts'
import type { HistoryReader } from '../../store/store.ts'
import { SearchedFile } from '../../search/search-file.ts'
import type { System } from '../../systems/system.ts'
import { viewNamed } from '../live-views.ts'
import { toldCapabilities, toldConfig } from '../observe/told-facts.ts'
import { bounded } from './bounded.ts'
import { createComparing } from './comparing.ts'
import { eventRows, factKeys } from './event-rows.ts'
import { reportSource } from './report-source.ts'
import { Gauge } from './gauge.ts'
import type { ArgOf, CutWish, KeptTarget, Place, Questions, ReportedPlace } from './questions.ts'

export interface Answers extends Questions, Disposable {
  /** Lets go of all that was read of files; what was made of it for searches stays, as its size is bounded. */
  forget(): void
}

/** Answers questions about files of history; each file is opened when it is first asked for. */
export function createAnswers(
  openReader: (file: string) => HistoryReader,
  systems: readonly System[],
): Answers {
  const titles = new Map(
    systems.flatMap(({ kit }) => kit?.experiments ?? []).map(({ info }) => [info.id, info.title]),
  )
  const searched = new Map<string, SearchedFile>()
  const searchedFile = (file: string, isOwn: boolean): SearchedFile => {
    const known =
      searched.get(file) ??
      new SearchedFile(file, isOwn, (experiment) => titles.get(experiment) ?? experiment)
    searched.set(file, known)
    return known
  }
  const readers = new Map<string, HistoryReader>()
  const readerOf = (file: string): HistoryReader => {
    const reader = readers.get(file) ?? openReader(file)
    readers.set(file, reader)
    return reader
  }
  const partOf = (place: ReportedPlace, request: ReportRequest) =>
    reportPart(
      reportSource(readerOf(place.file), systemOf(systems, place), catalogueOf(place), place),
      request,
    )
  const comparing = createComparing(readerOf, catalogueOf)
  const closeReaders = () => {
    comparing.forget()
    for (const reader of readers.values()) reader[Symbol.dispose]()
    readers.clear()
  }
  return {
    recording: ({ file }) => readerOf(file).info(),
    targets: ({ file }) => keptTargets(readerOf(file), systems),
    runs: ({ file }) => readerOf(file).runs(),
    runEntries: ({ file, run, from, limit }) => readerOf(file).runEntries(run, from, limit),
    view: (arg) => viewOf(readerOf(arg.file), systems, arg),
    series: ({ file, targetId, query }) => readerOf(file).series({ ...query, targetId }),
    events: (arg) => eventRows(readerOf(arg.file), catalogueOf(arg), arg),
    step: (arg) => step(readerOf(arg.file), arg),
    timeline: (arg) => {
      const { notable, silent } = factKeys(catalogueOf(arg))
      return readerOf(arg.file).timeline(arg, { notable, silent })
    },
    report: ({ places, request, format, by }) => {
      const parts = places.map((place) => place.part ?? partOf(place, request))
      return formatReport(buildReport(parts, request, by), format)
    },
    reportPart: ({ request, ...place }) => bounded(partOf(place, request)),
    ...comparing.answers,
    findingsAt: ({ file, targetId, at }) => {
      const reader = readerOf(file)
      return { at, findings: reader.findingsAt(targetId, at), verdicts: reader.verdictsAt(targetId, at) }
    },
    findingsIn: ({ file, targetId, from, to, limit }) => readerOf(file).findingsIn(targetId, from, to, limit),
    search: ({ file, isOwn, ...search }) => searchedFile(file, isOwn).find(readerOf(file), search),
    index: ({ file, isOwn, targets }) => searchedFile(file, isOwn).catchUp(readerOf(file), targets),
    foretell: ({ file, ...cut }) => readerOf(file).foretell(cut),
    cut: (wish) => cutArchive(wish),
    close({ file }) {
      comparing.forget()
      readers.get(file)?.[Symbol.dispose]()
      readers.delete(file)
      searched.get(file)?.[Symbol.dispose]()
      searched.delete(file)
    },
    forget: closeReaders,
    [Symbol.dispose]: () => {
      closeReaders()
      for (const each of searched.values()) each[Symbol.dispose]()
      searched.clear()
    },
  }
}

function cutArchive({ file, out, targetIds, from, to, gauge: memory, ...options }: CutWish) {
  const gauge = new Gauge(memory)
  const onShare = (share: number) => {
    if (gauge.isCancelled) throw new OrreryError('cancelled', 'The export was cancelled')
    gauge.share = share
  }
  cutRecording(file, targetIds, from, to, out, { ...options, leadMs: ARCHIVE_LEAD_MS, onShare })
  return { sizeBytes: statSync(out).size }
}

function keptTargets(reader: HistoryReader, systems: readonly System[]): readonly KeptTarget[] {
  return reader.targets().map(({ targetId, from, to }) => {
    const look = reader.look(targetId, to)
    const config = look && toldConfig(look.moment)
    const system = systems.find(({ id }) => id === config?.system)
    const capabilities = look === undefined ? [] : toldCapabilities(look.moment)
    return { targetId, from, to, config, capabilities, summary: (look && system?.summary?.(look)) ?? '' }
  })
}

function viewOf(reader: HistoryReader, systems: readonly System[], arg: ArgOf<'view'>): ViewAnswer {
  const view = viewNamed(systemOf(systems, arg).views, arg.view)
  const look = reader.look(arg.targetId, arg.at)
  if (look === undefined) throw new OrreryError('not-found', 'Nothing had been observed at that instant')
  const gap = reader.gapAt(arg.targetId, arg.at)
  const answer = { at: arg.at, sampledAt: look.moment.sampledAt, data: view.run(look, arg.args) }
  return gap === undefined ? answer : { ...answer, gap }
}

function step(reader: HistoryReader, arg: ArgOf<'step'>): number | undefined {
  const { targetId, from, direction, by } = arg
  if (by === 'sample') return reader.stepSample(targetId, from, direction)
  const finding = reader.stepFinding(targetId, from, direction)
  if (by === 'finding') return finding
  const { notable, plain } = factKeys(catalogueOf(arg))
  return nearest(direction, finding, reader.stepChange(targetId, from, direction, [...notable, ...plain]))
}

function nearest(
  direction: 'back' | 'forward',
  ...instants: readonly (number | undefined)[]
): number | undefined {
  const known = instants.filter((at) => at !== undefined)
  if (known.length === 0) return undefined
  return direction === 'back' ? Math.max(...known) : Math.min(...known)
}

function systemOf(systems: readonly System[], place: Place): System {
  const system = systems.find(({ id }) => id === place.system)
  if (system === undefined) throw new OrreryError('unsupported', `This Orrery does not know ${place.system}`)
  return system
}

function catalogueOf({ system }: Place): Catalogue {
  const catalogue = Object.hasOwn(catalogues, system) ? catalogues[system] : undefined
  if (catalogue === undefined) throw new OrreryError('unsupported', `This Orrery does not know ${system}`)
  return catalogue
}
