import { existsSync, openSync, readSync, closeSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { OrreryError } from '../../shared/base/errors.ts'
import { APPLICATION_ID, migrations, SCHEMA_VERSION } from './migrations/migrations.ts'
import { foreignFile, noFolder, onFile, truncatedFile } from './storage-error.ts'

export interface WriterOptions {
  /** Refuses to grow beyond; for tests of a full disk. */
  readonly maxPages?: number
}

/** Another program's write may take this long before an append gives up: the collecting thread waits for it. */
const WRITER_WAITS_MS = 250

/**
 * The writing connection: WAL, durable against a killed process at every commit (synchronous=NORMAL); checkpoints of
 * the WAL are the worker's. @throws OrreryError `storage`
 */
export function openForWriting(path: string, options: WriterOptions = {}): Database.Database {
  return onFile(path, () => {
    refuseTruncated(path)
    const db = create(path)
    try {
      migrate(db, path)
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = NORMAL')
      db.pragma('wal_autocheckpoint = 0')
      db.pragma('cache_size = -8000')
      if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`)
      return db
    } catch (thrown) {
      db.close()
      throw thrown
    }
  })
}

function create(path: string): Database.Database {
  if (!existsSync(dirname(path))) throw noFolder(path)
  return new Database(path, { timeout: WRITER_WAITS_MS })
}

/**
 * Makes sure that nobody else writes this history: two writers would number their rows alike. The lock is the operating
 * system's (of an SQLite file beside the history), so that it goes with the process, however that ends.
 */
export function lockForWriting(path: string): Disposable {
  return onFile(path, () => {
    const lock = create(`${path}-lock`)
    try {
      lock.pragma('journal_mode = MEMORY')
      lock.exec('BEGIN EXCLUSIVE')
    } catch (thrown) {
      lock.close()
      throw thrown
    }
    return { [Symbol.dispose]: () => lock.close() }
  })
}

/** A new file that is written once: no write-ahead log, so that it opens in a read-only folder. */
export function createFile(path: string): Database.Database {
  const db = create(path)
  db.pragma('journal_mode = DELETE')
  migrate(db, path)
  return db
}

/** Brings a file that nobody else has up to date, and opens it. @throws OrreryError `storage` */
export function copyToFormat(path: string): Database.Database {
  const db = new Database(path, { fileMustExist: true })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    migrate(db, path)
    db.pragma('query_only = ON')
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

/** A read-only connection. @throws OrreryError `storage`, `not-found` */
export function openForReading(path: string): Database.Database {
  if (!existsSync(path))
    throw new OrreryError('not-found', `There is no history file ${path}`, {
      fix: 'Check the path.',
      details: { path },
    })
  return onFile(path, () => {
    refuseTruncated(path)
    const db = new Database(path, { readonly: true, timeout: 5_000 })
    try {
      if (versionOf(db, path) !== SCHEMA_VERSION) throw olderVersion(path)
      db.pragma('cache_size = -16000')
      // a damaged page is noticed when it's read, not when a value looks odd
      db.pragma('cell_size_check = ON')
      return db
    } catch (thrown) {
      db.close()
      throw thrown
    }
  })
}

function migrate(db: Database.Database, path: string): void {
  const version = isEmpty(db) ? 0 : versionOf(db, path)
  for (const step of migrations.filter((m) => m.version > version)) {
    db.transaction(() => {
      db.exec(step.sql)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${step.version}`)
    }).immediate()
  }
}

const isEmpty = (db: Database.Database): boolean =>
  db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() === 0

/** @throws OrreryError `storage`: another program's file, or a newer Orrery's */
function versionOf(db: Database.Database, path: string): number {
  const application = db.pragma('application_id', { simple: true })
  if (application !== APPLICATION_ID) throw foreignFile(path, `application id ${String(application)}`)
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > SCHEMA_VERSION) throw newerVersion(path, version)
  return version
}

/** The file was written by an Orrery that this one does not understand. */
export const newerVersion = (path: string, version: number): OrreryError =>
  new OrreryError('storage', `The history file ${path} was written by a newer Orrery (format ${version})`, {
    fix: `This Orrery reads formats up to ${SCHEMA_VERSION}: update it, or choose another file. Nothing was changed.`,
    details: { path, version, supported: SCHEMA_VERSION },
  })

const olderVersion = (path: string): OrreryError =>
  new OrreryError('storage', `The history file ${path} has an older format`, {
    fix: 'Open it once for writing: it is brought up to date.',
    details: { path, supported: SCHEMA_VERSION },
  })

/** SQLite itself notices a cut file only when a query needs the missing pages; say it at once. */
function refuseTruncated(path: string): void {
  if (!existsSync(path)) return
  const walPath = `${path}-wal`
  // pages may still be in the WAL: then the main file may rightly be shorter than its header says
  if (existsSync(walPath) && statSync(walPath).size > 0) return
  const { size } = statSync(path)
  if (size < 100) return
  const expected = pagesInHeader(path)
  if (expected !== undefined && expected > size) throw truncatedFile(path, size, expected)
}

/** Bytes that the header claims (https://sqlite.org/fileformat.html: page size at 16, pages at 28). */
function pagesInHeader(path: string): number | undefined {
  const head = Buffer.alloc(100)
  const fd = openSync(path, 'r')
  readSync(fd, head, 0, 100, 0)
  closeSync(fd)
  if (head.toString('latin1', 0, 15) !== 'SQLite format 3') return undefined
  const pageBytes = head.readUInt16BE(16) === 1 ? 65536 : head.readUInt16BE(16)
  return head.readUInt32BE(28) * pageBytes
}
