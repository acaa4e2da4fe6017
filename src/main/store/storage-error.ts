import Database from 'better-sqlite3'
import { OrreryError } from '../../shared/base/errors.ts'
import { DamagedFrame } from './codec/frame.ts'
import { TooMuch } from './codec/reading-limit.ts'

interface Trouble {
  readonly says: (path: string) => string
  readonly fix: string
}

const full: Trouble = {
  says: (path) => `No room left to write the history file ${path}`,
  fix: 'Free space on that disk, or keep fewer days of history. Observing goes on; what is missed now stays a gap.',
}
const readOnly: Trouble = {
  says: (path) => `The history file ${path} may not be written`,
  fix: 'Give this user write permission for the file and its folder, or choose another folder for the history.',
}
const damaged: Trouble = {
  says: (path) => `The history file ${path} is damaged`,
  fix: 'Nothing was deleted, and undamaged stretches can still be read. Check the disk; restore the file from a copy, or move it away to begin a new history.',
}
const foreign: Trouble = {
  says: (path) => `${path} is not an Orrery history`,
  fix: 'Choose a file that Orrery wrote, or move this one away to begin a new history there.',
}
const busy: Trouble = {
  says: (path) => `The history file ${path} is being written by another program`,
  fix: 'Close the other Orrery (or the SQLite tool) that has it open.',
}
const unreachable: Trouble = {
  says: (path) => `The history file ${path} can't be opened`,
  fix: 'Check that the folder exists and that this user may write there.',
}
const failing: Trouble = {
  says: (path) => `The disk fails under the history file ${path}`,
  fix: 'Check the disk and the free space on it.',
}

/** By the beginning of SQLite's result code (https://sqlite.org/rescode.html). */
const troubles: readonly (readonly [string, Trouble])[] = [
  ['SQLITE_FULL', full],
  ['SQLITE_READONLY', readOnly],
  ['SQLITE_PERM', readOnly],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_NOTADB', foreign],
  ['SQLITE_BUSY', busy],
  ['SQLITE_LOCKED', busy],
  ['SQLITE_CANTOPEN', unreachable],
  ['SQLITE_IOERR', failing],
]

/** What SQLite or a codec threw, as an OrreryError `storage` with what to do; anything else as it is. */
export function storageError(thrown: unknown, path: string): unknown {
  if (thrown instanceof OrreryError) return thrown
  if (thrown instanceof Database.SqliteError) {
    const trouble = troubles.find(([code]) => thrown.code.startsWith(code))?.[1]
    return trouble === undefined ? thrown : troubled(trouble, path, thrown.code, thrown)
  }
  const isCodec =
    thrown instanceof DamagedFrame ||
    thrown instanceof TooMuch ||
    thrown instanceof RangeError ||
    isZstd(thrown)
  return isCodec ? troubled(damaged, path, String(thrown), thrown) : thrown
}

function troubled(trouble: Trouble, path: string, reason: string, cause: unknown): OrreryError {
  return new OrreryError('storage', `${trouble.says(path)} (${reason})`, {
    fix: trouble.fix,
    details: { path, reason },
    cause,
  })
}

const isZstd = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('ZSTD_error')

/** Runs work on a file; whatever it throws comes out as `storageError` tells it. */
export function onFile<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw storageError(thrown, path)
  }
}

/** There is no folder to put the file into. */
export const noFolder = (path: string): OrreryError =>
  troubled(unreachable, path, 'there is no such folder', undefined)

/** The file is not a history at all. */
export const foreignFile = (path: string, reason: string): OrreryError =>
  troubled(foreign, path, reason, undefined)

/** The file ends before its last page. */
export const truncatedFile = (path: string, bytes: number, expected: number): OrreryError =>
  troubled(damaged, path, `${bytes} of ${expected} bytes are left`, undefined)
