import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { OrreryError } from '../../../shared/base/errors.ts'

/**
 * Lets `work` write a draft beside the file, and gives it its name when it is whole and on disk: whoever looks sees the
 * file that was there before, or the new one. What goes wrong leaves no draft behind.
 * @param replace also a file that is there
 * @throws OrreryError `invalid` it is there, or can't be replaced; `storage`; and what `work` throws
 */
export function writeWhole(path: string, replace: boolean, work: (draft: string) => void): void {
  refuseTaken(path, replace)
  const draft = `${path}.${process.pid}.part`
  try {
    remove(draft)
    work(draft)
    toDisk(draft)
    renameSync(draft, path)
  } catch (thrown) {
    remove(draft)
    throw notWritten(thrown, path)
  }
}

function refuseTaken(path: string, replace: boolean): void {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there !== undefined && (!replace || !there.isFile()))
    throw new OrreryError('invalid', `${path} is there already`, {
      fix: there.isFile() ? 'Choose another name, or say that it may be replaced.' : 'Choose another name.',
      details: { path },
    })
  if (existsSync(dirname(path))) return
  throw new OrreryError('storage', `There is no folder ${dirname(path)}`, {
    fix: 'Make it, or choose another one.',
    details: { path },
  })
}

function remove(draft: string): void {
  for (const suffix of ['', '-journal']) rmSync(`${draft}${suffix}`, { force: true })
}

function toDisk(path: string): void {
  const fd = openSync(path, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

const isFull = /^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/
const isClosed = /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOENT)/
const isDisk = /^(SQLITE_IOERR|EIO)/

/** What went wrong with the new file, as an OrreryError; anything else as it is. */
export function notWritten(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || thrown instanceof OrreryError) return thrown
  const code = thrown instanceof Database.SqliteError ? thrown.code : (thrown as NodeJS.ErrnoException).code
  const [says, fix] = reasonOf(code ?? '')
  if (says === undefined) return thrown
  return new OrreryError('storage', `${path} ${says} (${code})`, {
    ...(fix === undefined ? {} : { fix }),
    details: { path, reason: code ?? '' },
    cause: thrown,
  })
}

function reasonOf(code: string): readonly [says?: string, fix?: string] {
  if (isFull.test(code))
    return ['has no room on its disk', 'Free space there, choose another disk, or export less.']
  if (isClosed.test(code)) return ['may not be written', 'Choose a folder that you may write to.']
  if (isDisk.test(code)) return ['cannot be written: the disk fails', 'Choose another disk.']
  return []
}
