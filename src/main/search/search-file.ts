import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import type { FoundSort } from '../../shared/api/search.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import { damagedArchive } from '../store/archive/open-archive.ts'
import { onFile } from '../store/storage-error.ts'
import type { HistoryReader } from '../store/store.ts'
import { CatchUp, type IndexedTarget } from './catch-up.ts'
import { type Counted, findEntities, findFacts, findFindings, type FoundTarget } from './find.ts'
import { findRuns } from './find-runs.ts'
import { indexInMemory, indexPathOf, isDamaged, isFull, openIndex, removeIndex } from './index-file.ts'
import type { Ranked, Wanted } from './wanted.ts'

/** A target of a file that is searched. */
export interface SearchedTarget extends IndexedTarget {
  /** As windows know it. */
  readonly id: string
}

export interface FileSearch {
  readonly targets: readonly SearchedTarget[]
  readonly wanted: Wanted
  /** Only these targets were asked for: of others no run is found either. */
  readonly isNarrowed: boolean
}

/** What one file has to say. */
export interface FileAnswer {
  readonly best: readonly Ranked[]
  readonly counts: Readonly<Record<FoundSort, number>>
  readonly kinds: ReadonlyMap<string, number>
  /** The share of it that can be found by now: 1 is all. */
  readonly indexed: number
  /** Why the index could not be brought up to date: what is newer is not found. */
  readonly problem: string | undefined
}

/** A search brings the index up to date first, for so long at most. */
const CATCH_UP_MS = 50

/** Making the index of a file that somebody else may have made may take so long in all. */
const MOST_MS = 20_000

const tooMuch = (file: string) =>
  new OrreryError('storage', `${basename(file)} holds more than can be searched`, {
    fix: 'What was looked up of it until now is found.',
  })

/** What is in such a file is not what it should be: that is no fault of whoever stumbles over it. */
function ofOthers<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof OrreryError) throw thrown
    if (isFull(thrown)) throw tooMuch(file)
    throw damagedArchive(basename(file), thrown instanceof Error ? thrown.message : String(thrown), thrown)
  }
}

const nothing = { best: [], count: 0 }

/** The index of one file of history, and what is found with it. */
export class SearchedFile implements Disposable {
  readonly #file: string
  readonly #isOwn: boolean
  readonly #titleOf: (experiment: string) => string
  #index: { readonly db: Database.Database; readonly catchUp: CatchUp }
  #indexed = 0
  #spentMs = 0

  /**
   * @param isOwn the history that this Orrery writes: its index lies beside it. Of any other file it is made in memory,
   * and goes with this object
   */
  constructor(file: string, isOwn: boolean, titleOf: (experiment: string) => string) {
    this.#file = file
    this.#isOwn = isOwn
    this.#titleOf = titleOf
    this.#index = this.#open()
  }

  #open() {
    const db = this.#isOwn ? openIndex(this.#file) : indexInMemory()
    return { db, catchUp: new CatchUp(db) }
  }

  /** @returns the share that is indexed; 1: all @throws OrreryError `storage` */
  catchUp({ log }: HistoryReader, targets: readonly IndexedTarget[]): number {
    if (!this.#isOwn && this.#spentMs > MOST_MS) throw tooMuch(this.#file)
    const from = performance.now()
    try {
      const work = () => this.#anew(() => this.#index.catchUp.run(log, targets, CATCH_UP_MS))
      return (this.#indexed = this.#isOwn
        ? onFile(indexPathOf(this.#file), work)
        : ofOthers(this.#file, work))
    } finally {
      this.#spentMs = this.#indexed < 1 ? this.#spentMs + performance.now() - from : 0
    }
  }

  find(reader: HistoryReader, search: FileSearch): FileAnswer {
    const problem = this.#tryCatchUp(reader, search.targets)
    return this.#anew(() => ({ ...this.#found(reader, search), indexed: this.#indexed, problem }))
  }

  #tryCatchUp(reader: HistoryReader, targets: readonly IndexedTarget[]): string | undefined {
    try {
      this.catchUp(reader, targets)
      return undefined
    } catch (thrown) {
      return asOrreryError(thrown).message
    }
  }

  #found(reader: HistoryReader, { targets, wanted, isNarrowed }: FileSearch) {
    const { db } = this.#index
    const known = this.#known(reader, targets)
    const isWanted = (sort: FoundSort) => wanted.sorts?.has(sort) !== false
    const entities = isWanted('entity') ? findEntities(db, wanted, known) : { ...nothing, kinds: new Map() }
    const facts = isWanted('fact') ? findFacts(db, wanted, known) : nothing
    const findings = isWanted('finding') ? findFindings(db, wanted, known) : nothing
    const runs = isWanted('run') ? this.#runs(reader, targets, wanted, isNarrowed) : nothing
    return {
      best: [entities, facts, findings, runs].flatMap(({ best }: Counted<Ranked['found']>) => best),
      counts: { entity: entities.count, fact: facts.count, finding: findings.count, run: runs.count },
      kinds: entities.kinds,
    }
  }

  #known({ log }: HistoryReader, targets: readonly SearchedTarget[]): ReadonlyMap<number, FoundTarget> {
    const number = this.#index.db.prepare<[string], number>('SELECT id FROM target WHERE name = ?').pluck()
    return log.read(() => {
      const found = new Map<number, FoundTarget>()
      for (const { targetId, id } of targets) {
        const at = number.get(targetId)
        if (at !== undefined) found.set(at, { id, newest: log.target(targetId)?.extent?.to })
      }
      return found
    })
  }

  #runs(reader: HistoryReader, targets: readonly SearchedTarget[], wanted: Wanted, isNarrowed: boolean) {
    // a run is of no kind
    if (wanted.kinds !== undefined) return nothing
    const runs = reader.runs().flatMap((run) => {
      const target = targets.find(({ targetId }) => targetId === run.targetId)
      // one's own runs outlive their targets
      if (target === undefined) return this.#isOwn && !isNarrowed ? [run] : []
      return this.#isOwn ? [run] : [{ ...run, id: `${target.id}-${run.id}` }]
    })
    return findRuns(runs, wanted, this.#titleOf)
  }

  /** An index that turns out to be damaged is made anew, once. */
  #anew<T>(work: () => T): T {
    try {
      return work()
    } catch (thrown) {
      if (!isDamaged(thrown)) throw thrown
      this.#index.db.close()
      if (this.#isOwn) removeIndex(this.#file)
      this.#index = this.#open()
      return work()
    }
  }

  [Symbol.dispose](): void {
    this.#index.db.close()
  }
}
