import { encodeNames } from '../codec/names.ts'
import { LATELY_MS } from '../lately.ts'
import { cadences, NUMBERS } from '../layout.ts'
import { Numbering } from '../live/numbering.ts'
import { Names } from '../names.ts'
import type { HistoryFile } from '../read/file.ts'
import { findingsIn, findingTexts } from '../read/findings.ts'
import { cutFacts } from './cut-facts.ts'
import { cutValues } from './cut-values.ts'
import type { RecordingRows } from './recording-rows.ts'

export interface Range {
  readonly from: number
  readonly to: number
}

/** Copies one target's values, facts and findings of a range, with numbers of its own. */
export function cutTarget(
  source: HistoryFile,
  sourceTarget: number,
  targetId: string,
  range: Range,
  rows: RecordingRows,
): void {
  const target = rows.newTarget(targetId)
  const names = new Names()
  const numbering = new Numbering(rows.words, names)
  for (const cadence of cadences) {
    // what was read last at the beginning was read before it
    const from = cadence === 'slow' ? range.from - LATELY_MS : range.from
    cutValues(source, sourceTarget, cadence, { from, to: range.to }, { target, numbering, rows })
  }
  cutFacts(source, sourceTarget, range, { target, numbering, rows })
  for (const { closed, ...finding } of findingsIn(source, sourceTarget, range.from, range.to, Infinity)) {
    // a finding that closed after the end is open in the recording
    const isClosed = closed !== undefined && closed <= range.to
    rows.putFinding(target, isClosed ? { ...finding, closed } : finding)
    for (const text of findingTexts(source, finding.id, range.to)) rows.putFindingText(finding.id, text)
  }
  if (names.paths.length > 0) rows.putNames(target * NUMBERS, encodeNames(names.paths))
  rows.putWords()
}
