import type { Cut, Foretold } from '../../../shared/api/archives.ts'
import { readRuns } from '../runs/read-runs.ts'
import { ARCHIVE_LEAD_MS } from '../lately.ts'
import { NUMBERS } from '../layout.ts'
import type { HistoryFile } from './file.ts'

/** Every table and index takes a page at least. */
const LEAST_BYTES = 120_000
/** Blobs end in pages that are half empty. */
const PAGES = 1.15

/** What a cut of the history would take, from the sizes that stand in it: nothing is decoded. */
export function foretell(file: HistoryFile, { targetIds, from, to }: Cut): Foretold {
  const sql = prepare(file)
  const lead = from - ARCHIVE_LEAD_MS
  let sizeBytes = 0
  let samples = 0
  for (const targetId of targetIds) {
    const target = file.directory.targetId(targetId)
    if (target === undefined) continue
    for (const { id, cadence } of file.directory.layouts(target)) {
      const [spanBytes] = sql.spans.get(to, lead, id, to, lead) ?? [0]
      const [tickBytes] = sql.ticks.get(id * NUMBERS, (id + 1) * NUMBERS, lead, to) ?? [0]
      sizeBytes += (spanBytes ?? 0) + (tickBytes ?? 0)
      if (cadence === 'slow') continue
      const [, spanTicks] = sql.spans.get(to, from, id, to, from) ?? [0, 0]
      const [, ticks] = sql.ticks.get(id * NUMBERS, (id + 1) * NUMBERS, from, to) ?? [0, 0]
      samples += Math.round(spanTicks ?? 0) + ticks
    }
    sizeBytes += sql.findings.get(target, to, from) ?? 0
    sizeBytes += (sql.changes.get(target, lead, to) ?? 0) + (sql.checkpoint.get(target, to) ?? 0)
  }
  for (const { id, targetId, began } of readRuns(file.db))
    if (targetIds.includes(targetId) && began >= from && began <= to) sizeBytes += sql.log.get(id) ?? 0
  return { sizeBytes: samples === 0 ? 0 : Math.round(LEAST_BYTES + sizeBytes * PAGES), samples }
}

function prepare({ db }: HistoryFile) {
  // the part of a span that lies in the interval; a span of one instant counts whole
  const part = '(min(t1, ?) - max(t0, ?) + 1.0) / (t1 - t0 + 1.0)'
  return {
    spans: db
      .prepare<[number, number, number, number, number], [number | null, number | null]>(
        `SELECT sum(bytes * part), sum(ticks * part) FROM (
           SELECT bytes, ticks, ${part} AS part FROM span WHERE layout = ? AND t0 <= ? AND t1 >= ?
             AND (tier = 0 OR NOT EXISTS (SELECT 1 FROM span AS raw WHERE raw.layout = span.layout AND raw.tier = 0 AND raw.t0 <= span.t0))
             AND tier < 2)`,
      )
      .raw(),
    ticks: db
      .prepare<[number, number, number, number], [number | null, number]>(
        'SELECT sum(length(d)), count(*) FROM tick WHERE id >= ? AND id < ? AND at >= ? AND at <= ?',
      )
      .raw(),
    findings: db
      .prepare<[number, number, number], number | null>(
        `SELECT sum(length(finding.body) + length(finding_text.body))
         FROM finding JOIN finding_text ON finding_text.finding = finding.id
         WHERE target = ? AND opened <= ? AND (closed IS NULL OR closed >= ?)`,
      )
      .pluck(),
    log: db
      .prepare<[string], number | null>(
        'SELECT sum(length(d)) FROM run_log JOIN run ON run.number = run_log.run WHERE run.id = ?',
      )
      .pluck(),
    changes: db
      .prepare<[number, number, number], number | null>(
        'SELECT sum(length(d)) FROM change WHERE target = ? AND until >= ? AND at <= ?',
      )
      .pluck(),
    checkpoint: db
      .prepare<[number, number], number>(
        'SELECT length(d) FROM checkpoint WHERE target = ? AND at <= ? ORDER BY at DESC LIMIT 1',
      )
      .pluck(),
  }
}
