import type Database from 'better-sqlite3'
import { decodeNames } from './codec/names.ts'
import { decodeRoster } from './codec/roster.ts'
import { cadences, Layout, NUMBERS } from './layout.ts'
import { Names } from './names.ts'

/** In `meta`: how often names were taken out of the file. */
export const NAMES_FREED = 'names-freed'

/**
 * What the numbers in the file stand for. Grows with the file: after each `refresh`, what is asked for is looked up
 * once, and only what came since is read.
 */
export class Directory {
  readonly words: string[] = []
  readonly wordIds = new Map<string, number>()
  readonly #names = new Map<number, Names>()
  readonly #layouts = new Map<number, Layout>()
  /** Targets whose names, or layouts, are up to date. */
  readonly #freshNames = new Set<number>()
  #freed: string | undefined
  readonly #freshLayouts = new Map<number, readonly Layout[]>()
  readonly #db: Database.Database
  readonly #sql

  constructor(db: Database.Database) {
    this.#db = db
    this.#sql = prepare(db)
  }

  /** Targets that are not forgotten: name → id. */
  targets(): ReadonlyMap<string, number> {
    return new Map(this.#sql.targets.all())
  }

  targetId(name: string): number | undefined {
    return this.#sql.target.get(name)
  }

  /** Others may have written: what is known may not be all. */
  refresh(): void {
    this.loadWords()
    this.#freshNames.clear()
    const freed = this.#sql.freed.get(NAMES_FREED)
    if (freed !== this.#freed) this.#names.clear()
    this.#freed = freed
    this.#freshLayouts.clear()
  }

  loadWords(): void {
    for (const [id, text] of this.#sql.words.all(this.words.length)) {
      this.words[id] = text
      this.wordIds.set(text, id)
    }
  }

  names(target: number): Names {
    let names = this.#names.get(target)
    if (names === undefined) this.#names.set(target, (names = new Names()))
    if (this.#freshNames.has(target)) return names
    const from = target * NUMBERS
    for (const [id, blob] of this.#sql.names.all(from + names.paths.length, from + NUMBERS))
      for (const [i, path] of decodeNames(blob).entries()) names.load(id - from + i, path)
    this.#freshNames.add(target)
    return names
  }

  /** Oldest first. */
  layouts(target: number): readonly Layout[] {
    let layouts = this.#freshLayouts.get(target)
    if (layouts === undefined) {
      layouts = this.#sql.layouts.all(target).map(([id, cadence]) => this.#layout(id, cadence))
      this.#freshLayouts.set(target, layouts)
    }
    return layouts
  }

  #layout(id: number, cadence: number): Layout {
    let layout = this.#layouts.get(id)
    if (layout === undefined) this.#layouts.set(id, (layout = new Layout(id, cadences[cadence] ?? 'tick')))
    for (const blob of this.#sql.rosters.all(id * NUMBERS + layout.slots, (id + 1) * NUMBERS)) {
      const { metrics, entities } = decodeRoster(blob)
      for (let i = 0; i < metrics.length; i++) layout.add(metrics[i]!, entities[i]!)
    }
    return layout
  }

  get connection(): Database.Database {
    return this.#db
  }
}

function prepare(db: Database.Database) {
  return {
    freed: db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck(),
    targets: db
      .prepare<[], [string, number]>('SELECT name, id FROM target WHERE forgotten = 0 ORDER BY id')
      .raw(),
    target: db.prepare<[string], number>('SELECT id FROM target WHERE name = ? AND forgotten = 0').pluck(),
    words: db
      .prepare<[number], [number, string]>('SELECT id, text FROM word WHERE id >= ? ORDER BY id')
      .raw(),
    names: db
      .prepare<[number, number], [number, Buffer]>(
        'SELECT id, d FROM name WHERE id >= ? AND id < ? ORDER BY id',
      )
      .raw(),
    layouts: db
      .prepare<[number], [number, number]>('SELECT id, cadence FROM layout WHERE target = ? ORDER BY id')
      .raw(),
    rosters: db
      .prepare<[number, number], Buffer>('SELECT d FROM roster WHERE id >= ? AND id < ? ORDER BY id')
      .pluck(),
  }
}
