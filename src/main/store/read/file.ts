import type Database from 'better-sqlite3'
import { openForReading } from '../database.ts'
import { Directory } from '../directory.ts'
import { storageError } from '../storage-error.ts'
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
  readonly #begin: Database.Statement<[]>
  readonly #end: Database.Statement<[]>

  /** @throws OrreryError `storage`, `not-found` */
  constructor(path: string) {
    this.path = path
    this.db = openForReading(path)
    this.directory = new Directory(this.db)
    this.spans = new Spans(this.db)
    this.tails = new Tails(this.db)
    this.facts = new Facts(this.db)
    this.#begin = this.db.prepare('BEGIN')
    this.#end = this.db.prepare('COMMIT')
  }

  /** Runs queries in one read transaction, so that a window closing meanwhile is seen whole or not at all. */
  read<T>(work: () => T): T {
    if (this.db.inTransaction) return work()
    try {
      this.#begin.run()
      try {
        this.directory.loadWords()
        return work()
      } finally {
        this.#end.run()
      }
    } catch (thrown) {
      throw storageError(thrown, this.path)
    }
  }

  [Symbol.dispose](): void {
    this.db.close()
  }
}
