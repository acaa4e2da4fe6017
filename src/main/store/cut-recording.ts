import { existsSync } from 'node:fs'
import type { Run } from '../../shared/api/experiments.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import { cutTarget } from './cut/cut-target.ts'
import { RecordingRows } from './cut/recording-rows.ts'
import { createFile } from './database.ts'
import { HistoryFile } from './read/file.ts'
import { readRunEntries, readRuns } from './runs/read-runs.ts'
import { onFile } from './storage-error.ts'

/** What a recording says of itself. */
export interface RecordingInfo {
  readonly title: string
  readonly about: string
}

/**
 * Writes what was kept of some targets in [from, to], and the runs that began then, into a new file of its own: whole, compact, and readable in a
 * folder that may not be written (no write-ahead log).
 * @throws OrreryError `not-found` source or target, `invalid` there is such a file, `storage`
 */
export function cutRecording(
  sourcePath: string,
  targetIds: readonly string[],
  from: number,
  to: number,
  outPath: string,
  info: RecordingInfo = { title: '', about: '' },
): void {
  if (existsSync(outPath))
    throw new OrreryError('invalid', `${outPath} is there already`, {
      fix: 'Choose another name, or delete it.',
    })
  using source = new HistoryFile(sourcePath)
  onFile(outPath, () => {
    const db = createFile(outPath)
    try {
      const rows = new RecordingRows(db)
      source.read(() => db.transaction(() => cutAll(source, rows, targetIds, { from, to }, info))())
      db.exec('VACUUM')
    } finally {
      db.close()
    }
  })
}

function cutAll(
  source: HistoryFile,
  rows: RecordingRows,
  targetIds: readonly string[],
  range: { readonly from: number; readonly to: number },
  info: RecordingInfo,
): void {
  rows.putInfo(info)
  const isInside = ({ targetId, began }: Run) =>
    targetIds.includes(targetId) && began >= range.from && began <= range.to
  for (const run of readRuns(source.db).filter(isInside))
    rows.putRun(run, readRunEntries(source.db, run.id, 0, run.entries))
  for (const targetId of targetIds) {
    const target = source.directory.targetId(targetId)
    if (target === undefined)
      throw new OrreryError('not-found', `${source.path} holds nothing of ${targetId}`, {
        fix: `It has: ${[...source.directory.targets().keys()].join(', ') || 'no target'}.`,
      })
    cutTarget(source, target, targetId, range, rows)
  }
}

/** What a recording says of itself; empty texts in a history that was not cut. @throws OrreryError `storage`, `not-found` */
export function readRecordingInfo(path: string): RecordingInfo {
  using file = new HistoryFile(path)
  return file.read(() => {
    const get = file.db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
    return { title: get.get('title') ?? '', about: get.get('about') ?? '' }
  })
}
