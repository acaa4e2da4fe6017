import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { OrreryError } from '../../../shared/base/errors.ts'

/** What the first bytes of an SQLite file say (https://sqlite.org/fileformat.html#the_database_header). */
export interface FileHead {
  readonly sizeBytes: number
  /** False: another kind of file. */
  readonly isSqlite: boolean
  /** The size that it should have at least. */
  readonly claimedBytes: number
  /** It belongs to a write-ahead log, which SQLite would make anew. */
  readonly isLogged: boolean
  readonly userVersion: number
  readonly applicationId: number
}

const HEAD_BYTES = 100
const MAGIC = 'SQLite format 3\0'

/** Reads the head of a plain file; SQLite has not touched it yet. @throws OrreryError `not-found`, `storage` */
export function readFileHead(path: string): FileHead {
  const sizeBytes = sizeOf(path)
  const head = Buffer.alloc(HEAD_BYTES)
  const fd = openSync(path, 'r')
  try {
    readSync(fd, head, 0, HEAD_BYTES, 0)
  } finally {
    closeSync(fd)
  }
  const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  return {
    sizeBytes,
    isSqlite: sizeBytes >= HEAD_BYTES && head.toString('latin1', 0, MAGIC.length) === MAGIC,
    claimedBytes: head.readUInt32BE(28) * pageBytes,
    isLogged: head[18] !== 1 || head[19] !== 1,
    userVersion: head.readUInt32BE(60),
    applicationId: head.readUInt32BE(68),
  }
}

/** Of what a link leads to: a pipe or a device would never end. */
function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined)
    throw new OrreryError('not-found', `There is no file ${path}`, {
      fix: 'It was moved or deleted: open it where it is now.',
      details: { path },
    })
  if (stat.isFile()) return stat.size
  throw new OrreryError('storage', `${path} is not a file`, {
    fix: 'Choose an archive: a file that Orrery exported, usually named *.orrery.',
    details: { path },
  })
}
