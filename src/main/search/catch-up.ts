import type Database from 'better-sqlite3'
import type { HistoryLog, TargetLog } from '../store/read/log.ts'
import { Deltas } from './deltas.ts'
import { IndexRows, type TargetMark } from './index-rows.ts'
import { Sweep } from './sweep.ts'
import { Vocabulary } from './vocabulary.ts'

/** A target that is to be found. */
export interface IndexedTarget {
  /** As the file calls it. */
  readonly targetId: string
  readonly system: string
}

/** So much is summed up before it is written; names and findings are written so many at a time. */
const EDGES_AT_ONCE = 100_000
const ROWS_AT_ONCE = 500

/** The writing end of an index: brings it up to date with a history, a slice of time at a time. */
export class CatchUp {
  readonly #db: Database.Database
  readonly #rows: IndexRows
  readonly #sweep: Sweep
  readonly #vocabularies = new Map<string, Vocabulary>()
  /** How far this object came itself: the history knows of that. By target. */
  #came: ReadonlyMap<string, number | null> = new Map()

  constructor(db: Database.Database) {
    this.#db = db
    this.#rows = new IndexRows(db)
    this.#sweep = new Sweep(db)
  }

  /**
   * Goes on where it stopped. All that one call writes, and how far it came, are one transaction: each edge is counted
   * once, whoever else is at it, and whatever ends the process.
   * @returns the share of the history that is in the index: 1 is all of it
   */
  run(log: HistoryLog, targets: readonly IndexedTarget[], limitMs: number): number {
    const until = performance.now() + limitMs
    const isLate = () => performance.now() > until
    const { share, came } = this.#db
      .transaction(() => log.read(() => this.#run(log, targets, isLate)))
      .immediate()
    this.#came = came
    return share
  }

  #run(log: HistoryLog, targets: readonly IndexedTarget[], isLate: () => boolean) {
    this.#rows.begun()
    this.#dropForgotten(log)
    const works = targets.flatMap(({ targetId, system }) => {
      const target = log.target(targetId)
      if (target === undefined) return []
      const mark = this.#markOf(targetId, target, this.#vocabulary(system))
      return [{ targetId, work: new TargetWork(this.#rows, log, target, mark, this.#vocabulary(system)) }]
    })
    // names first: they are quick, and most of what is looked for
    for (const { work } of works) work.names(isLate)
    for (const { work } of works) work.facts(isLate)
    for (const { work } of works) work.findings(isLate)
    for (const { work } of works) work.finish()
    this.#sweep.run(isLate)
    const sum = works.reduce((all, { work }) => all + work.share, 0)
    const came = new Map(works.map(({ targetId, work }) => [targetId, work.at]))
    return { share: works.length === 0 ? 1 : sum / works.length, came }
  }

  /** How far it came, if it is still this history that the index was made from, by the same vocabulary; else all begins anew. */
  #markOf(targetId: string, target: TargetLog, { version }: Vocabulary): TargetMark {
    const mark = this.#rows.mark(targetId)
    const isSame = mark?.vocabulary === version && mark.number === target.number
    if (isSame && (mark.at === null || mark.at === this.#came.get(targetId) || target.hasInstant(mark.at)))
      return mark
    this.#rows.drop(targetId)
    return this.#rows.begin(targetId, version, target.number)
  }

  #dropForgotten(log: HistoryLog): void {
    const kept = new Set(log.targetIds())
    for (const name of this.#rows.targetNames()) if (!kept.has(name)) this.#rows.drop(name)
  }

  #vocabulary(system: string): Vocabulary {
    const vocabulary = this.#vocabularies.get(system) ?? new Vocabulary(system)
    this.#vocabularies.set(system, vocabulary)
    return vocabulary
  }
}

/** One target in one slice. */
class TargetWork {
  readonly #rows: IndexRows
  readonly #log: HistoryLog
  readonly #target: TargetLog
  readonly #vocabulary: Vocabulary
  #mark: TargetMark
  #isDone = true

  constructor(rows: IndexRows, log: HistoryLog, target: TargetLog, mark: TargetMark, vocabulary: Vocabulary) {
    this.#rows = rows
    this.#log = log
    this.#target = target
    this.#mark = mark
    this.#vocabulary = vocabulary
  }

  /** Facts are counted up to here. */
  get at(): number | null {
    return this.#mark.at
  }

  names(isLate: () => boolean): void {
    const count = this.#target.pathCount
    let next = this.#mark.paths
    while (next < count && !isLate())
      for (const end = Math.min(next + ROWS_AT_ONCE, count); next < end; next++) {
        const path = this.#target.paths[next] ?? ''
        if (path !== '') this.#rows.addName(this.#mark.id, path, this.#vocabulary)
      }
    this.#moveOn({ paths: next }, next === count)
  }

  facts(isLate: () => boolean): void {
    while (!isLate()) {
      const deltas = new Deltas(this.#log.words)
      const at = this.#mark.at === null ? this.#begin(deltas) : this.#mark.at
      const last = this.#sum(deltas, at, isLate)
      if (deltas.size > 0) this.#rows.addDeltas(this.#mark.id, deltas, this.#target.paths, this.#vocabulary)
      this.#moveOn({ at: last.at }, true)
      if (last.isAll) return
    }
    this.#isDone = false
  }

  /** What held before all that is told of. @returns the instant of that */
  #begin(deltas: Deltas): number | null {
    const beginning = this.#target.beginning()
    if (beginning === undefined) return null
    deltas.addBeginning(beginning)
    return beginning.at
  }

  #sum(deltas: Deltas, after: number | null, isLate: () => boolean): { at: number | null; isAll: boolean } {
    let at = after
    for (const record of this.#target.records(after ?? Number.MIN_SAFE_INTEGER)) {
      deltas.add(record)
      at = record.at
      if (deltas.size > EDGES_AT_ONCE || isLate()) return { at, isAll: false }
    }
    return { at, isAll: true }
  }

  findings(isLate: () => boolean): void {
    this.#refreshOpen()
    let isAll = false
    while (!isAll && !isLate()) {
      const next = this.#newFindings()
      for (const id of next.ids) this.#putFinding(id)
      this.#moveOn({ opened: next.opened }, true)
      isAll = next.isAll
    }
    this.#isDone &&= isAll
  }

  /** Several may have opened at the instant that was come to: those that are there already are passed over. */
  #newFindings(): {
    readonly ids: readonly string[]
    readonly opened: number | null
    readonly isAll: boolean
  } {
    const ids: string[] = []
    let { opened } = this.#mark
    for (const [id, at] of this.#target.findingIds(opened ?? Number.MIN_SAFE_INTEGER)) {
      if (ids.length === ROWS_AT_ONCE) return { ids, opened, isAll: false }
      opened = at
      if (!this.#rows.hasFinding(this.#mark.id, id)) ids.push(id)
    }
    return { ids, opened, isAll: true }
  }

  /** Those that were open may have closed, or read otherwise. */
  #refreshOpen(): void {
    for (const { id, title, severity } of this.#rows.openFindings(this.#mark.id)) {
      const now = this.#target.finding(id)?.finding
      const isSame = now?.title === title && now.severity === severity && now.closed === undefined
      if (!isSame) this.#putFinding(id)
    }
  }

  #putFinding(id: string): void {
    const logged = this.#target.finding(id)
    if (logged === undefined) this.#rows.dropFinding(id)
    else this.#rows.putFinding(this.#mark.id, logged, this.#vocabulary)
  }

  /** Lets go of what the history has let go of, and notes how far it came. */
  finish(): void {
    const begins = this.#target.begins ?? null
    const freed = this.#log.namesFreed
    if (this.#mark.begins !== null && begins !== null && begins > this.#mark.begins) this.#dropOld(begins)
    if (freed !== this.#mark.freed || begins !== this.#mark.begins) this.#dropNames()
    this.#rows.putMark({ ...this.#mark, begins, freed })
  }

  #dropOld(begins: number): void {
    this.#rows.dropUntil(this.#mark.id, begins)
    const kept = new Set<string>()
    for (const [id] of this.#target.findingIds(Number.MIN_SAFE_INTEGER)) kept.add(id)
    for (const id of this.#rows.findingIds(this.#mark.id)) if (!kept.has(id)) this.#rows.dropFinding(id)
  }

  #dropNames(): void {
    this.#rows.dropNames(this.#mark.id, new Set(this.#target.paths))
  }

  #moveOn(to: Partial<TargetMark>, isDone: boolean): void {
    this.#mark = { ...this.#mark, ...to }
    this.#isDone &&= isDone
  }

  /** By time: what was written evenly takes evenly long. */
  get share(): number {
    if (this.#isDone) return 1
    const { begins, extent } = this.#target
    const { at } = this.#mark
    if (at === null || begins === undefined || extent === undefined) return 0
    return Math.min(0.99, Math.max(0, (at - begins) / Math.max(1, extent.to - begins)))
  }
}
