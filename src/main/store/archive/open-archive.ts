import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { OrreryError } from '../../../shared/base/errors.ts'
import { newerVersion } from '../database.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from '../migrations/migrations.ts'
import { HistoryFile } from '../read/file.ts'
import { onFile } from '../storage-error.ts'
import { absurdity } from './bounds.ts'
import { refuseForeignSchema } from './expected-schema.ts'
import { type FileHead, readFileHead } from './file-head.ts'
import { broughtUpToDate } from './older-format.ts'

/** Every page of a file up to this size is looked at before anything is believed; larger ones as they are read. */
const CHECKED_WHOLE_BYTES = 64 * 2 ** 20

/**
 * Opens a file that was made elsewhere, perhaps by someone who means harm. It is never written: an older format is
 * brought up to date in a copy.
 * @throws OrreryError `not-found`; `storage` for what is no archive, damaged, newer, or half written
 */
export function openArchive(path: string): HistoryFile {
  return onFile(path, () => {
    const head = readFileHead(path)
    refuseHead(path, head)
    if (head.userVersion < SCHEMA_VERSION) return openOlder(path, head.userVersion)
    const db = openUntrusted(path)
    try {
      check(db, path, head)
      return new HistoryFile(path, db)
    } catch (thrown) {
      db.close()
      throw thrown
    }
  })
}

function refuseHead(path: string, head: FileHead): void {
  if (!head.isSqlite) throw notArchive(path, 'it is no SQLite file')
  if (head.applicationId !== APPLICATION_ID) throw notArchive(path, `application id ${head.applicationId}`)
  if (head.userVersion > SCHEMA_VERSION) throw newerVersion(path, head.userVersion)
  if (head.userVersion < 1) throw notArchive(path, `format ${head.userVersion}`)
  if (head.claimedBytes > head.sizeBytes)
    throw damagedArchive(path, `${head.sizeBytes} of ${head.claimedBytes} bytes are left`)
  if (head.isLogged) throw stillWritten(path)
  if (existsSync(`${path}-journal`)) throw halfWritten(path)
}

/** Read-only. Nothing that the file defines is executed, and what the file says of itself is not believed. */
function openUntrusted(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 1_000 })
  // the driver opens every file in SQLite's defensive mode
  for (const pragma of ['trusted_schema = OFF', 'cell_size_check = ON', 'query_only = ON', 'mmap_size = 0'])
    db.pragma(pragma)
  db.pragma('cache_size = -16000')
  return db
}

function check(db: Database.Database, path: string, head: FileHead): void {
  refuseForeignSchema(db, path, head.userVersion)
  const absurd = absurdity(db)
  if (absurd !== undefined) throw damagedArchive(path, absurd)
  if (head.sizeBytes > CHECKED_WHOLE_BYTES) return
  // also finds values of other types than their columns have
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw damagedArchive(path, String(found).slice(0, 120))
}

function openOlder(path: string, version: number): HistoryFile {
  using source = closing(openUntrusted(path))
  refuseForeignSchema(source.db, path, version)
  return broughtUpToDate(path)
}

function closing(db: Database.Database) {
  return { db, [Symbol.dispose]: () => void db.close() }
}

/** The file does not hold what it says, or what an archive holds. */
export function damagedArchive(path: string, reason: string, cause?: unknown): OrreryError {
  return new OrreryError('storage', `The archive ${path} is damaged (${reason})`, {
    fix: 'Copy it once more from where it came, or ask for it to be exported anew.',
    details: { path, reason },
    cause,
  })
}

const notArchive = (path: string, reason: string): OrreryError =>
  new OrreryError('storage', `${path} is not an archive of Orrery (${reason})`, {
    fix: 'Choose a file that was exported from Orrery, usually named *.orrery.',
    details: { path, reason },
  })

const stillWritten = (path: string): OrreryError =>
  new OrreryError('storage', `${path} is the history of an Orrery, not an archive`, {
    fix: 'Its newest samples lie in a second file, so a copy of it is not whole. Make an archive of it with orrery export.',
    details: { path },
  })

const halfWritten = (path: string): OrreryError =>
  new OrreryError('storage', `${path} was left half written: ${path}-journal lies beside it`, {
    fix: 'Move the archive into another folder without that file, or ask for it to be exported anew.',
    details: { path },
  })
