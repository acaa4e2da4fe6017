import type { Run } from '../../shared/api/experiments.ts'
import { formatInstantLong, formatSpan } from '../../shared/base/format-time.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import { openArchive } from './archive/open-archive.ts'
import { cutTarget, type Range } from './cut/cut-target.ts'
import { RecordingRows } from './cut/recording-rows.ts'
import { type RecordingInfo, untold } from './recording-info.ts'
import { createFile } from './database.ts'
import { notWritten, writeWhole } from './cut/write-whole.ts'
import { HistoryFile } from './read/file.ts'
import { extentOf } from './read/extent.ts'
import { readRunEntries, readRuns } from './runs/read-runs.ts'

export interface CutOptions {
  readonly info?: RecordingInfo
  /**
   * So much of what came before goes in too: what pages tell of the first moments is reckoned from it (rates, how long
   * something held, what changed lately). A recording has what was read last, and no more.
   */
  readonly leadMs?: number
  /** Puts it in the place of a file that is there; else that is an error. */
  readonly replace?: boolean
  /** The source is an archive, which somebody else may have made. */
  readonly isArchive?: boolean
  /** Told now and then how much is done, 0 to 1. What it throws ends the cut, and leaves nothing behind. */
  readonly onShare?: (share: number) => void
}

/**
 * Writes what was kept of some targets in [from, to], and the runs that began then, into a new file of its own: whole or
 * not at all, compact, and readable in a folder that may not be written (no write-ahead log). The source is only read,
 * and may be written meanwhile.
 * @throws OrreryError `not-found` source, target, or nothing in that time; `invalid` there is such a file; `storage`
 */
export function cutRecording(
  sourcePath: string,
  targetIds: readonly string[],
  from: number,
  to: number,
  outPath: string,
  options: CutOptions = {},
): void {
  using source = options.isArchive === true ? openArchive(sourcePath) : new HistoryFile(sourcePath)
  writeWhole(outPath, options.replace === true, (draft) => {
    const db = createFile(draft)
    try {
      const rows = new RecordingRows(db)
      const work = db.transaction(() => cutAll(source, rows, targetIds, { from, to }, options))
      source.read(() => onNewFile(outPath, work))
      db.exec('VACUUM')
    } finally {
      db.close()
    }
  })
}

/** What fails of the new file would else be told of the source, in whose transaction it is written. */
function onNewFile(path: string, work: () => void): void {
  try {
    work()
  } catch (thrown) {
    throw notWritten(thrown, path)
  }
}

function cutAll(
  source: HistoryFile,
  rows: RecordingRows,
  targetIds: readonly string[],
  range: Range,
  { info = untold, leadMs = 0, onShare = () => undefined }: CutOptions,
): void {
  const targets = targetIds.map((targetId) => ({ targetId, target: targetIn(source, targetId, range) }))
  rows.putInfo(info)
  const isInside = ({ targetId, began }: Run) =>
    targetIds.includes(targetId) && began >= range.from && began <= range.to
  for (const run of readRuns(source.db).filter(isInside))
    rows.putRun(run, readRunEntries(source.db, run.id, 0, run.entries))
  targets.forEach(({ target, targetId }, done) =>
    cutTarget(source, target, targetId, { ...range, leadMs }, rows, (share) =>
      onShare((done + share) / targets.length),
    ),
  )
}

/** @throws OrreryError `not-found` the target was never seen, or not in that time */
function targetIn(source: HistoryFile, targetId: string, { from, to }: Range): number {
  const target = source.directory.targetId(targetId)
  if (target === undefined)
    throw new OrreryError('not-found', `${source.path} holds nothing of ${targetId}`, {
      fix: `It has: ${[...source.directory.targets().keys()].join(', ') || 'no target'}.`,
    })
  const kept = extentOf(source, target)
  if (kept !== undefined && kept.from <= to && kept.to >= from) return target
  const when = `from ${formatInstantLong(from)} to ${formatInstantLong(to)}`
  throw new OrreryError('not-found', `Nothing was observed of ${targetId} ${when}`, {
    fix: kept === undefined ? 'It was never observed.' : `It was observed ${formatSpan(kept.from, kept.to)}.`,
    details: kept === undefined ? {} : { from: kept.from, to: kept.to },
  })
}
