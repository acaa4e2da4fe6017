import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  type Acknowledged,
  type At,
  fateOf,
  isrEdges,
  type LevelsAt,
  levelsOf,
  type Outage,
  outagesOf,
  type Read,
  type Stand,
  standsOf,
  toldBy,
} from '../../../../../shared/systems/kafka-replication.ts'

/** A follower fetches many times a second: a watermark that stands longer than this is held. */
const HELD_MS = 1_000

interface Seen {
  readonly levels: readonly LevelsAt[]
  readonly acknowledged: readonly At<Acknowledged>[]
  readonly read: readonly At<Read>[]
  readonly pause: Outage | undefined
  /** The watermark stood because of the pause. */
  readonly stand: Stand | undefined
}

export function judge(entries: readonly RunEntry[], { acks }: Parameters): Verdict {
  const levels = levelsOf(entries)
  const pause = outagesOf(entries).at(0)
  const seen: Seen = {
    levels,
    pause,
    acknowledged: toldBy<Acknowledged>(entries, 'acknowledged'),
    read: toldBy<Read>(entries, 'read'),
    stand: pause && standsOf(levels, HELD_MS).find(({ to }) => to > pause.from),
  }
  const answer = answerOf(seen)
  return {
    answer,
    observed: observedOf(seen, answer),
    theory: theory[String(acks)] ?? '',
    why:
      'Were records above the watermark given out, a consumer could act on one that vanishes when the leader dies and a follower without it takes over. ' +
      'So the watermark is the promise, and the ISR says whose copy it counts.',
    figures: figuresOf(seen, entries),
  }
}

const theory: Readonly<Record<string, string>> = {
  1:
    'With acks=1 the leader answers as soon as it has the record itself. The producer notices nothing, while the consumer stands still: ' +
    'what was acknowledged meanwhile is on the leader, and not yet safe.',
  all:
    'With acks=all the leader answers when the whole ISR has the record, that is when the watermark passes it. The producer waits as long as the consumer does; ' +
    'its next batches stand behind the one that waits, because a broker works through a connection in order. So the leader’s log grows by a batch only.',
}

/** It stopped, if for most of the stand nothing came although the log grew. */
function answerOf({ stand, read }: Seen): string | undefined {
  if (stand === undefined) return undefined
  const during = read.filter(({ at }) => at > stand.from && at < stand.surelyTo)
  const beyond = during.some(({ to }) => to > stand.highWatermark)
  return beyond ? 'goes-on' : 'stops'
}

function observedOf({ stand, read }: Seen, answer: string | undefined): string {
  if (stand === undefined || answer === undefined) return 'The run ended before the watermark was held.'
  const after = read.find(({ at }) => at >= stand.to)?.at ?? stand.to
  const seconds = ((after - stand.from) / 1000).toFixed(1)
  return answer === 'stops'
    ? `The consumer stopped at offset ${stand.highWatermark}, the high watermark, and was given nothing for ${seconds} s, without an error. Then it was given all at once.`
    : `The consumer was given records above offset ${stand.highWatermark} while the watermark stood there.`
}

function figuresOf(seen: Seen, entries: readonly RunEntry[]): readonly Figure[] {
  const { stand, pause, levels, read, acknowledged } = seen
  const left = pause && edgeAfter(levels, pause, pause.from, false)
  const back = pause?.to === undefined ? undefined : edgeAfter(levels, pause, pause.to, true)
  const found = read.flatMap(({ numbers }) => numbers)
  const { kept, lost } = fateOf(acknowledged, found)
  const unread = stand === undefined ? null : unreadOf(stand, acknowledged)
  return [
    {
      id: 'stood',
      label: 'Watermark stood',
      value: stand === undefined ? null : stand.to - stand.from,
      unit: 'ms',
      says: stand === undefined ? 'it was not held' : `at offset ${stand.highWatermark}`,
      tone: 'warn',
    },
    {
      id: 'ahead',
      label: 'Leader got ahead by',
      value: stand?.ahead ?? null,
      unit: 'messages',
      says: 'its log end offset less the high watermark, at most',
    },
    {
      id: 'acknowledged-unread',
      label: 'Acknowledged, not readable',
      value: unread,
      unit: 'messages',
      says: 'told the producer, above the watermark that stood',
      tone: unread === 0 ? 'ok' : 'warn',
    },
    {
      id: 'left-isr',
      label: 'Until it left the ISR',
      value: left === undefined || pause === undefined ? null : left - pause.from,
      unit: 'ms',
      says: 'from the pause: missed heartbeats, then fenced',
    },
    {
      id: 'back-in-isr',
      label: 'Until it was back',
      value: back === undefined || pause?.to === undefined ? null : back - pause.to,
      unit: 'ms',
      says: 'from going on: fetched what it missed',
    },
    {
      id: 'slowest',
      label: 'Slowest acknowledgement',
      value: acknowledged.length === 0 ? null : Math.max(...acknowledged.map(({ ms }) => ms)),
      unit: 'ms',
      says: `of ${acknowledged.length} batches`,
    },
    {
      id: 'lost',
      label: 'Lost',
      value: entries.some(({ actor, what }) => actor === 'finish' && what === 'end') ? lost.length : null,
      unit: 'messages',
      says: `acknowledged, and not read in the end; ${kept} were`,
      tone: lost.length === 0 ? 'ok' : 'bad',
    },
  ]
}

/** Answered for while the watermark stood below them. */
function unreadOf(
  { from, surelyTo, highWatermark }: Stand,
  acknowledged: readonly At<Acknowledged>[],
): number {
  return acknowledged
    .filter(({ at, offset }) => at > from && at < surelyTo && offset !== null && offset >= highWatermark)
    .reduce((sum, batch) => sum + batch.to - batch.from, 0)
}

/** When the paused broker was first seen in, or out of, the ISR after an instant. */
function edgeAfter(
  levels: readonly LevelsAt[],
  { broker }: Outage,
  from: number,
  isIn: boolean,
): number | undefined {
  return isrEdges(levels).find(({ at, isr }) => at > from && isr.includes(broker) === isIn)?.at
}
