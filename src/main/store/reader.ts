import type { RuleVerdict } from '../../shared/api/findings.ts'
import { openArchive } from './archive/open-archive.ts'
import { HistoryFile } from './read/file.ts'
import { edgesBack, edgesForward } from './read/edges.ts'
import { extentOf } from './read/extent.ts'
import { factsAt } from './read/facts-at.ts'
import { findingsAt, findingsIn, stepFinding } from './read/findings.ts'
import { foretell } from './read/foretell.ts'
import { logOf } from './read/log.ts'
import { PastLook, sampleAt } from './read/look.ts'
import { gapAt, stepSample } from './read/samples.ts'
import { querySeries } from './read/series.ts'
import { timelineOf } from './read/timeline.ts'
import { recordingInfoOf } from './recording-info.ts'
import { readRunEntries, readRuns } from './runs/read-runs.ts'
import { VERDICTS_KEY } from './own-keys.ts'
import type { HistoryReader } from './store.ts'

/**
 * Opens a history for reading, beside whoever writes it.
 * @throws OrreryError `not-found`, `storage` (damaged, newer format, not a history)
 */
export function openReader(path: string): HistoryReader {
  return readerOf(new HistoryFile(path))
}

/**
 * Opens a file that somebody else may have made: whatever is in it, nothing is executed or changed, and reading it takes
 * bounded time and memory.
 * @throws OrreryError `not-found`, `storage` with what is wrong and what to do
 */
export function openArchiveReader(path: string): HistoryReader {
  return readerOf(openArchive(path))
}

/** The reader over an open file. */
export function readerOf(file: HistoryFile): HistoryReader {
  /** Runs `work` for a target in one read transaction; a target that was never seen gives `otherwise`. */
  const withTarget = <T>(targetId: string, otherwise: T, work: (target: number) => T): T =>
    file.read(() => {
      const target = file.directory.targetId(targetId)
      return target === undefined ? otherwise : work(target)
    })

  return {
    info: () => recordingInfoOf(file),
    targets: () =>
      file.read(() =>
        [...file.directory.targets()].flatMap(([targetId, id]) => {
          const extent = extentOf(file, id)
          return extent === undefined ? [] : [{ targetId, ...extent }]
        }),
      ),
    look: (targetId, at) =>
      withTarget(targetId, undefined, (target) => {
        const sampledAt = sampleAt(file, target, at)
        return sampledAt === undefined ? undefined : new PastLook(file, target, targetId, at, sampledAt)
      }),
    series: (query) =>
      withTarget(query.targetId, nothing(query.series.length), (target) => querySeries(file, target, query)),
    findingsAt: (targetId, at) => withTarget(targetId, [], (target) => findingsAt(file, target, at)),
    findingsIn: (targetId, from, to, limit) =>
      withTarget(targetId, [], (target) => findingsIn(file, target, from, to, limit)),
    verdictsAt: (targetId, at) => withTarget(targetId, [], (target) => verdictsAt(file, target, at)),
    changes: (targetId, from, to, { limit, ...filter }) =>
      withTarget(targetId, [], (target) => [...edgesBack(file, target, from, to, filter).take(limit)]),
    stepChange: (targetId, from, direction, keys) =>
      withTarget(targetId, undefined, (target) => stepChange(file, target, from, direction === 'back', keys)),
    stepSample: (targetId, from, direction) =>
      withTarget(targetId, undefined, (target) => stepSample(file, target, from, direction === 'back')),
    stepFinding: (targetId, from, direction) =>
      withTarget(targetId, undefined, (target) => stepFinding(file, target, from, direction === 'back')),
    timeline: (range, keys) =>
      withTarget(range.targetId, emptyTimeline(range), (target) => timelineOf(file, target, range, keys)),
    gapAt: (targetId, at) => withTarget(targetId, undefined, (target) => gapAt(file, target, at)),
    foretell: (cut) => file.read(() => foretell(file, cut)),
    runs: () => file.read(() => readRuns(file.db)),
    runEntries: (runId, from, limit) => file.read(() => readRunEntries(file.db, runId, from, limit)),
    log: logOf(file),
    [Symbol.dispose]: () => file[Symbol.dispose](),
  }
}

function verdictsAt(file: HistoryFile, target: number, at: number): readonly RuleVerdict[] {
  const word = file.directory.wordIds.get(VERDICTS_KEY)
  const held = word === undefined ? undefined : factsAt(file, target, at).of(word).get('')
  // written by this store from verdicts
  return (held?.value ?? []) as unknown as readonly RuleVerdict[]
}

function stepChange(
  file: HistoryFile,
  target: number,
  from: number,
  isBack: boolean,
  keys: readonly string[],
): number | undefined {
  const edges = isBack
    ? edgesBack(file, target, Number.MIN_SAFE_INTEGER, from - 1, { keys })
    : edgesForward(file, target, from + 1, Number.MAX_SAFE_INTEGER, { keys })
  return edges.next().value?.at
}

const nothing = (count: number) => {
  const none = Array.from({ length: count }, () => new Float64Array())
  return { t: new Float64Array(), v: none, min: none, max: none }
}

const emptyTimeline = ({ from, to, buckets }: { from: number; to: number; buckets: number }) => ({
  from,
  to,
  density: new Float64Array(buckets),
  notable: new Float64Array(buckets),
  gaps: [],
  findings: [],
})
