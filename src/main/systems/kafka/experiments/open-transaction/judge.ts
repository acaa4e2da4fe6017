import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  type Acknowledged,
  type At,
  fateOf,
  type LevelsAt,
  levelsOf,
  type Read,
  toldBy,
} from '../../../../../shared/systems/kafka-replication.ts'

interface Seen {
  /** When the transaction had records, and when it ended. */
  readonly open: { readonly from: number; readonly to: number; readonly offset: number } | undefined
  readonly levels: readonly LevelsAt[]
  readonly read: readonly At<Read>[]
  readonly acknowledged: readonly At<Acknowledged>[]
}

/** One that was open for less tells nothing. */
const LEAST_MS = 500

export function judge(entries: readonly RunEntry[], { isolation, end }: Parameters): Verdict {
  const seen = seenOf(entries)
  const answer = answerOf(seen)
  return {
    answer,
    observed: observedOf(seen, answer),
    theory: theory[String(isolation)] ?? '',
    why:
      'A consumer gets a partition in order. Were it given the records after an open transaction first, it could not be given those of the transaction later without turning the order round. ' +
      'So one forgotten transaction holds back every read_committed reader of the partition, until it ends or its timeout (transaction.timeout.ms) aborts it.',
    figures: figuresOf(seen, String(end)),
  }
}

const theory: Readonly<Record<string, string>> = {
  read_committed:
    'With read_committed the broker gives out what lies below the last stable offset. That stands at the first record of the open transaction, however far the high watermark has gone.',
  read_uncommitted:
    'With read_uncommitted the broker gives out everything below the high watermark, also records of transactions that are open, or will be aborted.',
}

function seenOf(entries: readonly RunEntry[]): Seen {
  const began = entries.find(({ kind, what }) => kind === 'client' && what === 'open')
  const ended = entries.find(({ kind, what }) => kind === 'client' && what === 'ended')
  const offset = (began?.data as { readonly offset: number } | undefined)?.offset ?? 0
  return {
    open: began && { from: began.at, to: ended?.at ?? entries.at(-1)?.at ?? began.at, offset },
    levels: levelsOf(entries),
    read: toldBy<Read>(entries, 'read'),
    acknowledged: toldBy<Acknowledged>(entries, 'acknowledged'),
  }
}

function answerOf({ open, read }: Seen): string | undefined {
  if (open === undefined || open.to - open.from < LEAST_MS) return undefined
  const before = read.filter(({ at }) => at < open.to)
  if (before.every(({ to }) => to <= open.offset)) return 'none'
  return before.some(({ numbers }) => numbers.some((number) => number < 0)) ? 'both' : 'all'
}

function observedOf({ open, levels }: Seen, answer: string | undefined): string {
  if (open === undefined || answer === undefined) return 'The run ended before the transaction was open.'
  const behind = behindOf(levels, open)
  const stood = `The last stable offset stood at ${open.offset}, ${behind} records below the high watermark at most.`
  if (answer === 'none')
    return `${stood} The consumer was given nothing above it until the transaction ended.`
  const also = answer === 'both' ? ', those of the open transaction among them' : ''
  return `${stood} The consumer was given records above it all the same${also}.`
}

function behindOf(levels: readonly LevelsAt[], { from, to }: { from: number; to: number }): number {
  const gaps = levels
    .filter(({ at }) => at >= from && at <= to)
    .flatMap(({ highWatermark, lastStable }) =>
      highWatermark === null || lastStable === null ? [] : [highWatermark - lastStable],
    )
  return Math.max(0, ...gaps)
}

function figuresOf({ open, levels, read, acknowledged }: Seen, end: string): readonly Figure[] {
  const after = open && read.find(({ at, to }) => at > open.from && to > open.offset)
  const found = read.flatMap(({ numbers }) => numbers)
  const inside = found.filter((number) => number < 0).length
  const { lost } = fateOf(acknowledged, found)
  return [
    {
      id: 'open',
      label: 'Transaction open',
      value: open === undefined ? null : open.to - open.from,
      unit: 'ms',
      says: 'from its first record to EndTxn',
    },
    {
      id: 'behind',
      label: 'LSO below watermark',
      value: open === undefined ? null : behindOf(levels, open),
      unit: 'messages',
      says: 'at most',
      tone: 'warn',
    },
    {
      id: 'waited',
      label: 'Consumer waited',
      value: open === undefined || after === undefined ? null : Math.max(0, after.at - open.from),
      unit: 'ms',
      says: 'for a record above the transaction’s first',
    },
    {
      id: 'inside',
      label: 'Of the transaction read',
      value: open === undefined ? null : inside,
      unit: 'messages',
      says: `of five; it was ${end === 'commit' ? 'committed' : 'aborted'}`,
      tone: inside > 0 && end === 'abort' ? 'warn' : 'ok',
    },
    {
      id: 'lost',
      label: 'Of the others missed',
      value: open === undefined ? null : lost.length,
      unit: 'messages',
      says: 'acknowledged, and not read in the end',
      tone: lost.length === 0 ? 'ok' : 'bad',
    },
  ]
}
