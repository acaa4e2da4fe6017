import { formatSpan } from '../../../shared/base/format-time.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import { encodeNames } from '../codec/names.ts'
import { LATELY_MS } from '../lately.ts'
import { cadences, NUMBERS } from '../layout.ts'
import { Numbering } from '../live/numbering.ts'
import { Names } from '../names.ts'
import type { HistoryFile } from '../read/file.ts'
import { findingsIn, findingTexts } from '../read/findings.ts'
import { cutFacts } from './cut-facts.ts'
import { cutThinned } from './cut-thinned.ts'
import { cutValues } from './cut-values.ts'
import type { RecordingRows } from './recording-rows.ts'

export interface Range {
  readonly from: number
  readonly to: number
}

/** What is asked for, and how much of what came before goes in with it. */
export interface LedRange extends Range {
  readonly leadMs: number
}

/**
 * Copies one target's values, facts and findings of a range, with numbers of its own.
 * @param onShare told how much is done, 0 to 1
 * @throws OrreryError `not-found` nothing was sampled in the range
 */
export function cutTarget(
  source: HistoryFile,
  sourceTarget: number,
  targetId: string,
  range: LedRange,
  rows: RecordingRows,
  onShare: (share: number) => void,
): void {
  const target = rows.newTarget(targetId)
  const names = new Names()
  const numbering = new Numbering(rows.words, names)
  const out = { target, numbering, rows }
  const all = source.directory.layouts(sourceTarget).reduce((sum, { slots }) => sum + slots, 0)
  let done = 0
  const onSlots = (slots: number) => onShare(Math.min(0.95, (done += slots) / all))
  let samples = 0
  for (const cadence of cadences) {
    // what was read last at the beginning was read before it
    const from = range.from - (cadence === 'slow' ? Math.max(LATELY_MS, range.leadMs) : range.leadMs)
    const instants = cutValues(source, sourceTarget, cadence, { from, to: range.to }, out, onSlots)
    samples += instants.filter((at) => at >= range.from).length
    samples += cutThinned(source, sourceTarget, cadence, range, out)
  }
  if (samples === 0) throw nothingSampled(targetId, range)
  cutFacts(source, sourceTarget, { from: range.from - range.leadMs, to: range.to }, out)
  for (const { closed, ...finding } of findingsIn(source, sourceTarget, range.from, range.to, Infinity)) {
    // a finding that closed after the end is open in the recording
    const isClosed = closed !== undefined && closed <= range.to
    rows.putFinding(target, isClosed ? { ...finding, closed } : finding)
    for (const text of findingTexts(source, finding.id, range.to)) rows.putFindingText(finding.id, text)
  }
  if (names.paths.length > 0) rows.putNames(target * NUMBERS, encodeNames(names.paths))
  rows.putWords()
}

function nothingSampled(targetId: string, { from, to }: Range): OrreryError {
  return new OrreryError('not-found', `Nothing was sampled of ${targetId} ${formatSpan(from, to)}`, {
    fix: 'Orrery did not run then, or the cluster did not answer: choose a longer interval.',
    details: { from, to },
  })
}
