import type Database from 'better-sqlite3'
import { Directory } from '../directory.ts'
import { Numbering, Words } from '../live/numbering.ts'
import { LiveTarget } from '../live/target.ts'
import type { HistoryFile } from '../read/file.ts'
import { Rows } from './rows.ts'
import { resumeLayouts, seedTarget } from './seed.ts'
import { TargetRows } from './target-rows.ts'
import type { ClosedWindow } from './windows.ts'

/** The targets that are or were sampled, each with its live state and its way into the file. */
export class Targets {
  readonly #db: Database.Database
  readonly #windowTicks: number
  readonly #directory: Directory
  readonly #rows: Rows
  readonly #words: Words
  readonly #targets = new Map<string, TargetRows>()
  #nextTarget: number
  #nextLayout: number

  constructor(db: Database.Database, windowTicks: number) {
    this.#db = db
    this.#windowTicks = windowTicks
    this.#directory = new Directory(db)
    this.#directory.loadWords()
    this.#rows = new Rows(db)
    this.#words = new Words(this.#directory.words)
    const nextOf = (table: string) =>
      (db.prepare<[], number | null>(`SELECT max(id) FROM ${table}`).pluck().get() ?? 0) + 1
    this.#nextTarget = nextOf('target')
    this.#nextLayout = nextOf('layout')
  }

  /** Goes on with what the file knows; returns the windows that an earlier process left open. */
  load(file: HistoryFile): readonly ClosedWindow[] {
    return [...this.#directory.targets()].flatMap(([targetId, id]) => {
      const target = this.#add(targetId, id, true)
      seedTarget(file, id, target.live)
      return resumeLayouts(this.#db, this.#directory, id).flatMap(({ layout, nextTick, windows }) => {
        target.resume(layout, nextTick)
        return windows
      })
    })
  }

  all(): Iterable<TargetRows> {
    return this.#targets.values()
  }

  find(targetId: string): TargetRows | undefined {
    return this.#targets.get(targetId)
  }

  byId(id: number): TargetRows | undefined {
    return this.#targets.values().find((target) => target.id === id)
  }

  get(targetId: string): TargetRows {
    return this.find(targetId) ?? this.#add(targetId, this.#nextTarget++, false)
  }

  #add(targetId: string, id: number, isSaved: boolean): TargetRows {
    const target = new TargetRows({
      id,
      isSaved,
      live: new LiveTarget(targetId),
      rows: this.#rows,
      words: this.#words,
      numbering: new Numbering(this.#words, this.#directory.names(id)),
      nextLayout: () => this.#nextLayout++,
      windowTicks: this.#windowTicks,
    })
    this.#targets.set(targetId, target)
    return target
  }

  /** From now on the target is unknown; its rows are deleted little by little. */
  forget(targetId: string): void {
    const target = this.#targets.get(targetId)
    if (target === undefined) return
    this.#db.prepare<[number]>('UPDATE target SET forgotten = 1 WHERE id = ?').run(target.id)
    this.#targets.delete(targetId)
  }
}
