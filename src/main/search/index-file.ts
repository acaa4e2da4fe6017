import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'

/** Another schema: the file is made anew. */
const SCHEMA_VERSION = 3

/** "OrrS": how this is told from any other SQLite file. */
const APPLICATION_ID = 0x4f727253

/** An index in memory may not take more, in pages of 4 KiB: it is of a file that others may have made. */
const MEMORY_PAGES = 65_536

/** The CLI, or another Orrery, may be at it. */
const WAIT_MS = 2_000

/** Where the index of a history lies. It holds nothing of its own and may be deleted. */
export const indexPathOf = (history: string): string => `${history}-search`

/**
 * Opens the index beside a history, to be read and written. One that is damaged, or of another Orrery, is made anew.
 * Where none can be written (a read-only folder) it is kept in memory.
 */
export function openIndex(history: string): Database.Database {
  try {
    return prepared(indexPathOf(history))
  } catch (thrown) {
    if (!(thrown instanceof OtherFormat) && !isDamaged(thrown)) return indexInMemory()
  }
  try {
    removeIndex(history)
    return prepared(indexPathOf(history))
  } catch {
    return indexInMemory()
  }
}

export function removeIndex(history: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(indexPathOf(history) + suffix, { force: true })
}

export function indexInMemory(): Database.Database {
  const db = new Database(':memory:')
  db.pragma(`max_page_count = ${MEMORY_PAGES}`)
  db.exec(schema)
  return db
}

function prepared(path: string): Database.Database {
  const db = new Database(path, { timeout: WAIT_MS })
  try {
    db.pragma('journal_mode = WAL')
    // what a power cut takes is found again in the history
    db.pragma('synchronous = NORMAL')
    db.pragma('cache_size = -8000')
    // a slice writes a thousand pages: not after each of them shall all be put into the file
    db.pragma('wal_autocheckpoint = 4000')
    db.transaction(() => create(db)).immediate()
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

class OtherFormat extends Error {
  override readonly name = 'OtherFormat'
}

function create(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true })
  const isEmpty = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (!isEmpty && version !== SCHEMA_VERSION) throw new OtherFormat(String(version))
  if (!isEmpty) return
  db.exec(schema)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma(`user_version = ${SCHEMA_VERSION}`)
}

/** It is no database, or not a whole one. */
export const isDamaged = (thrown: unknown): boolean =>
  thrown instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(thrown.code)

export const isFull = (thrown: unknown): boolean =>
  thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_FULL'

/**
 * `words` are folded texts that searches are compared with. What is only shown stands apart (`text`), so that looking
 * for words doesn't read it.
 */
const schema = `
  -- name: null while the rows of a target that goes are deleted; vocabulary: what things were called by; number, freed: of the history; at: facts are indexed up to this instant;
  -- paths: so many entities are known; opened: findings are indexed up to this instant; begins: of the history then
  CREATE TABLE target (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE, vocabulary TEXT NOT NULL, number INTEGER NOT NULL,
    at INTEGER, paths INTEGER NOT NULL DEFAULT 0, opened INTEGER, begins INTEGER, freed TEXT NOT NULL
  ) STRICT;

  -- held: so many facts of it hold; null: none ever did. ended: when the last one ended
  CREATE TABLE entity (
    target INTEGER NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL,
    first INTEGER, ended INTEGER, held INTEGER, PRIMARY KEY (target, path)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE fact (
    id INTEGER PRIMARY KEY, target INTEGER NOT NULL, key TEXT NOT NULL, words TEXT NOT NULL, UNIQUE (target, key)
  ) STRICT;

  -- hash: of the whole value. entity, at: who took it on last, and when. held: so many have it
  CREATE TABLE value (
    id INTEGER PRIMARY KEY, fact INTEGER NOT NULL, hash BLOB NOT NULL, kind TEXT NOT NULL, entity TEXT NOT NULL,
    first INTEGER NOT NULL, at INTEGER NOT NULL, ended INTEGER, held INTEGER NOT NULL, words TEXT NOT NULL,
    UNIQUE (fact, hash)
  ) STRICT;
  CREATE INDEX value_gone ON value (fact, at) WHERE held = 0;
  CREATE TABLE text (value INTEGER PRIMARY KEY, d TEXT NOT NULL, is_cut INTEGER NOT NULL) STRICT;

  CREATE TABLE finding (
    id TEXT PRIMARY KEY, target INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL,
    entity TEXT NOT NULL, kind TEXT NOT NULL, opened INTEGER NOT NULL, closed INTEGER, words TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX finding_open ON finding (target) WHERE closed IS NULL;
`
