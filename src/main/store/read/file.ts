import type Database from 'better-sqlite3'
import { openForReading } from '../database.ts'
import { Directory } from '../directory.ts'
import { onFile } from '../storage-error.ts'
import { EntitySets } from './entity-sets.ts'
import { Facts } from './facts.ts'
import { Spans } from './spans.ts'
import { Tails } from './tails.ts'

/** A read-only connection with its caches; every read sees one state of the file. */
export class HistoryFile implements Disposable {
  readonly path: string
  readonly db: Database.Database
  readonly directory: Directory
  readonly spans: Spans
  readonly tails: Tails
  readonly facts: Facts
  readonly entitySets = new EntitySets()
  readonly #version: Database.Statement<[], number>
  /** What others had written when the caches were last brought up to date. */
  #seenVersion: number | undefined
  readonly #begin: Database.Statement<[]>
  readonly #end: Database.Statement<[]>

  /**
   * @param db an open connection to the file; left out: it is opened as this Orrery's own
   * @throws OrreryError `storage`, `not-found`
   */
  constructor(path: string, db: Database.Database = openForReading(path)) {
    this.path = path
    this.db = db
    this.directory = new Directory(this.db)
    this.spans = new Spans(this.db)
    this.tails = new Tails(this.db)
    this.facts = new Facts(this.db)
    this.#version = this.db.prepare<[], number>('PRAGMA data_version').pluck()
    this.#begin = this.db.prepare('BEGIN')
    this.#end = this.db.prepare('COMMIT')
  }

  /** Runs queries in one read transaction, so that a window closing meanwhile is seen whole or not at all. */
  read<T>(work: () => T): T {
    return onFile(this.path, () => this.inOneState(work))
  }

  /** As `read`, for work that does more than read this file: what it throws is not taken for this file's trouble. */
  inOneState<T>(work: () => T): T {
    if (this.db.inTransaction) return work()
    onFile(this.path, () => this.#begin.run())
    try {
      onFile(this.path, () => this.#refresh())
      return work()
    } finally {
      this.#end.run()
    }
  }

  /** SQLite tells whether anyone else committed: if not, what was loaded is still all there is. */
  #refresh(): void {
    const version = this.#version.get()
    if (version === this.#seenVersion) return
    this.directory.refresh()
    this.tails.refresh()
    this.spans.refresh()
    this.#seenVersion = version
  }

  [Symbol.dispose](): void {
    this.db.close()
  }
}
