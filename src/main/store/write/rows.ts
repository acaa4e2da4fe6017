import type Database from 'better-sqlite3'
import { encodeNames } from '../codec/names.ts'
import { encodeRoster } from '../codec/roster.ts'
import { cadences, type Layout, NUMBERS } from '../layout.ts'
import type { Numbering, Words } from '../live/numbering.ts'
import type { StagedTick } from '../live/stream.ts'

/** A row of the change table. */
export interface ChangeRow {
  readonly at: number
  readonly edges: number
  readonly blob: Buffer
}

/** All that one append writes; what an earlier, failed append could not write is in it too. */
export interface Batch {
  readonly target: { readonly id: number; readonly name: string; readonly isSaved: boolean }
  readonly words: Words
  readonly numbering: Numbering
  readonly layouts: readonly {
    readonly layout: Layout
    readonly isSaved: boolean
    readonly savedSlots: number
  }[]
  readonly ticks: readonly StagedTick[]
  readonly changes: readonly ChangeRow[]
}

/** The statements of an append: numbers first, then the rows that use them, in one transaction. */
export class Rows {
  readonly write: (batch: Batch) => void
  readonly #sql

  constructor(db: Database.Database) {
    this.#sql = prepare(db)
    const inTransaction = db.transaction((batch: Batch) => this.#write(batch))
    this.write = (batch) => inTransaction.immediate(batch)
  }

  #write(batch: Batch): void {
    const { target } = batch
    if (!target.isSaved) this.#sql.target.run(target.id, target.name)
    for (const [id, text] of batch.words.unsaved()) this.#sql.word.run(id, text)
    const names = batch.numbering.unsavedNames()
    if (names !== undefined) this.#sql.names.run(target.id * NUMBERS + names.first, encodeNames(names.paths))
    for (const entry of batch.layouts) this.#writeLayout(target.id, entry)
    for (const { id, at, isKey, blob } of batch.ticks) this.#sql.tick.run(id, at, isKey ? 1 : 0, blob)
    for (const { at, edges, blob } of batch.changes) this.#sql.change.run(target.id, at, at, edges, blob)
  }

  #writeLayout(target: number, { layout, isSaved, savedSlots }: Batch['layouts'][number]): void {
    if (!isSaved) this.#sql.layout.run(layout.id, target, cadences.indexOf(layout.cadence))
    if (savedSlots === layout.slots) return
    const roster = encodeRoster({
      metrics: layout.metrics.slice(savedSlots),
      entities: layout.entities.slice(savedSlots),
    })
    this.#sql.roster.run(layout.id * NUMBERS + savedSlots, roster)
  }
}

function prepare(db: Database.Database) {
  return {
    target: db.prepare<[number, string]>('INSERT INTO target (id, name) VALUES (?, ?)'),
    word: db.prepare<[number, string]>('INSERT INTO word (id, text) VALUES (?, ?)'),
    names: db.prepare<[number, Buffer]>('INSERT INTO name (id, d) VALUES (?, ?)'),
    layout: db.prepare<[number, number, number]>('INSERT INTO layout (id, target, cadence) VALUES (?, ?, ?)'),
    roster: db.prepare<[number, Buffer]>('INSERT INTO roster (id, d) VALUES (?, ?)'),
    tick: db.prepare<[number, number, number, Buffer]>(
      'INSERT INTO tick (id, at, is_key, d) VALUES (?, ?, ?, ?)',
    ),
    change: db.prepare<[number, number, number, number, Buffer]>(
      'INSERT INTO change (target, at, until, edges, d) VALUES (?, ?, ?, ?, ?)',
    ),
  }
}
