import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  type Acknowledged,
  type At,
  type Batch,
  type Fate,
  fateOf,
  leaderEdges,
  levelsOf,
  outagesOf,
  type Read,
  toldBy,
} from '../../../../../shared/systems/kafka-replication.ts'

interface Seen {
  readonly acknowledged: readonly At<Acknowledged>[]
  readonly refused: readonly At<Batch>[]
  readonly fate: Fate
  /** The log was read to its end. */
  readonly isRead: boolean
  /** From the leader's death to the next leader, ms. */
  readonly withoutLeaderMs: number | undefined
}

export function judge(entries: readonly RunEntry[], { acks, minIsr }: Parameters): Verdict {
  const seen = seenOf(entries)
  return {
    answer: answerOf(seen, entries),
    observed: observedOf(seen),
    theory: theory[String(acks)]?.(Number(minIsr)) ?? '',
    why:
      'A new leader’s log is the truth from the moment it leads: whoever has more cuts it off. So a record is safe when it is in every log that may be elected from, ' +
      'which are those of the ISR, and only acks=all waits for that.',
    figures: figuresOf(seen),
  }
}

const theory: Readonly<Record<string, (minIsr: number) => string>> = {
  0: () =>
    'With acks=0 nobody answers: the producer takes a record as written when it is on the line. All that was sent while the leader was alone is lost, and so is what was sent to the dead one, without a word.',
  1: () =>
    'With acks=1 the leader answers when it has the record itself. What it acknowledged while both followers hung was nowhere else, and is cut off when it returns as a follower.',
  all: (minIsr) =>
    minIsr === 3
      ? 'With acks=all an acknowledgement says that the whole ISR has the record, so none is lost. With min.insync.replicas=3 the leader refuses what comes once a replica has left the ISR (NOT_ENOUGH_REPLICAS): nothing is promised that only two copies hold.'
      : 'With acks=all an acknowledgement says that the whole ISR has the record, so none is lost: while the followers hang nothing is acknowledged, the producer waits. ' +
        `min.insync.replicas=${minIsr} lets it go on once the first follower has left the ISR, with ${minIsr === 1 ? 'one copy, if need be' : 'two copies'}.`,
}

function seenOf(entries: readonly RunEntry[]): Seen {
  const acknowledged = toldBy<Acknowledged>(entries, 'acknowledged')
  const found = toldBy<Read>(entries, 'read').flatMap(({ numbers }) => numbers)
  const killed = outagesOf(entries).find(({ what }) => what === 'kill')
  const next =
    killed &&
    leaderEdges(levelsOf(entries)).find(
      ({ at, leader }) => at > killed.from && leader >= 0 && leader !== killed.broker,
    )
  return {
    acknowledged,
    refused: toldBy<Batch>(entries, 'unacknowledged'),
    fate: fateOf(acknowledged, found),
    isRead: isReadWhole(entries),
    withoutLeaderMs: killed && next && next.at - killed.from,
  }
}

/** To the last high watermark that was told: a verdict on half a log would be worse than none. */
function isReadWhole(entries: readonly RunEntry[]): boolean {
  const read = toldBy<Read>(entries, 'read').at(-1)
  const mark = levelsOf(entries).findLast(({ highWatermark }) => highWatermark !== null)?.highWatermark
  const hasLooked = entries.some(
    ({ kind, actor, what }) => kind === 'step' && actor === 'look' && what === 'end',
  )
  return hasLooked && read !== undefined && read.to >= (mark ?? Infinity)
}

function answerOf({ fate, isRead, acknowledged }: Seen, entries: readonly RunEntry[]): string | undefined {
  if (!isRead) return undefined
  if (fate.lost.length === 0) return 'all'
  const hung = outagesOf(entries)[0]?.from ?? Infinity
  const lost = new Set(fate.lost)
  const since = acknowledged.filter(({ at }) => at > hung).flatMap(({ from, to }) => numbers(from, to))
  return since.every((number) => lost.has(number)) ? 'none' : 'not-last'
}

function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

function observedOf({ fate, isRead, acknowledged, refused }: Seen): string {
  const count = countOf(acknowledged)
  if (!isRead) return `The run ended before the log was read; ${count} records had been acknowledged.`
  const lost =
    fate.lost.length === 0
      ? 'every one of them was found afterwards'
      : `${fate.lost.length} of them were not found afterwards, number ${fate.lost[0]} the first`
  const unanswered = countOf(refused)
  const rest =
    unanswered === 0 ? '' : ` ${unanswered} records were not acknowledged; the producer knows of each.`
  return `${count} records were acknowledged, and ${lost}.${rest}`
}

function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { from, to }) => sum + to - from, 0)
}

function figuresOf({ acknowledged, refused, fate, isRead, withoutLeaderMs }: Seen): readonly Figure[] {
  const latencies = acknowledged.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const found = (value: number) => (isRead ? value : null)
  return [
    {
      id: 'acknowledged',
      label: 'Acknowledged',
      value: countOf(acknowledged),
      unit: 'messages',
      says: 'the producer took them as written',
    },
    {
      id: 'lost',
      label: 'Of these lost',
      value: found(fate.lost.length),
      unit: 'messages',
      says: 'acknowledged, and not in the log afterwards',
      tone: fate.lost.length === 0 ? 'ok' : 'bad',
    },
    {
      id: 'twice',
      label: 'Twice',
      value: found(fate.twice),
      unit: 'messages',
      says: 'in the log more than once',
      tone: fate.twice === 0 ? 'ok' : 'warn',
    },
    {
      id: 'refused',
      label: 'Not acknowledged',
      value: countOf(refused),
      unit: 'messages',
      says: 'refused, or the line broke while they waited',
    },
    {
      id: 'kept-unknown',
      label: 'Of these kept',
      value: found(fate.unacknowledged),
      unit: 'messages',
      says: 'in the log although nobody said so',
    },
    {
      id: 'latency',
      label: 'Acknowledged after',
      value: latencies[Math.floor(latencies.length / 2)] ?? null,
      unit: 'ms',
      says: `median; the slowest ${latencies.at(-1) ?? 'none'} ms`,
    },
    {
      id: 'without-leader',
      label: 'Without a leader',
      value: withoutLeaderMs ?? null,
      unit: 'ms',
      says: 'from the kill to the new epoch, the pauses included',
    },
  ]
}
