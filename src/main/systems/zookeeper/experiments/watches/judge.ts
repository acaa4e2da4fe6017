import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  expectedNotifications,
  foldWatches,
  watchPlan,
  type WatchPlan,
  type WatchTally,
} from '../../../../../shared/systems/zookeeper-watches.ts'
import { median } from '../median.ts'

/** From the log alone. */
export function judgeWatches(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = watchPlan(parameters)
  const tally = foldWatches(entries)
  return {
    answer: tally.isSettled ? answerOf(tally.notifications.length, plan.writes) : undefined,
    observed: observedWords(tally),
    theory: theoryOf(plan),
    why: whyOf(plan),
    figures: figuresOf(tally),
  }
}

function answerOf(notifications: number, writes: number): string | undefined {
  if (notifications === 0) return undefined
  if (notifications === writes) return 'all'
  if (notifications > writes) return 'more'
  return notifications === 1 ? 'one' : 'fewer'
}

function observedWords({ changes, notifications, reads, unseen, behind, isSettled }: WatchTally): string {
  if (!isSettled) return 'The run ended before all was told'
  const counted = `${changes.length} changes, ${plural(notifications.length, 'notification')}, ${plural(reads.length, 'read')}`
  const missed = unseen === 0 ? 'every state was seen' : `${plural(unseen, 'state')} never seen`
  const end =
    behind === 0
      ? 'the last state is known'
      : `the reader is ${plural(behind, 'change')} behind, and doesn’t know it`
  return `${counted}: ${missed}, ${end}.`
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

function theoryOf(plan: WatchPlan): string {
  const { variant, writes, everyMs, workMs } = plan
  const expected = expectedNotifications(plan)
  if (variant === 'once')
    return 'One notification: the watch is gone with it. Of all later changes the client hears nothing.'
  if (variant === 'persistent') return `${writes} notifications: the watch stays, and tells each change once.`
  if (variant === 'recursive')
    return `${writes} notifications: one watch tells each creation, deletion and change of data on the znode and everything below it.`
  if (everyMs === 0)
    return `1, or a few: while the client takes ${workMs} ms before it reads again, the other changes are long done. How many exactly is a race.`
  const between = Math.floor(workMs / everyMs) + 1
  const each =
    between === 1
      ? 'The client is back before the next change'
      : `${workMs} ms hold about ${between} changes, one of which is told`
  return `About ${expected}: ${each}.`
}

function whyOf({ variant }: WatchPlan): string {
  if (variant === 'once')
    return 'A one-shot watch belongs to one read. Without another read with a watch, the client goes on believing what it read after the first notification.'
  if (variant === 'one-shot' || variant === 'child')
    return 'The server drops a one-shot watch when it fires. Until the client reads again there is none, so changes in that time make no notification. Reading and setting the watch is one request: whatever came before is in the answer, whatever comes after fires. So states in between get lost, the last one never. It holds over a lost connection, too: the client sets its watches again with the last zxid that it saw, and what changed since fires at once.'
  return 'The server keeps the watch, and tells in the order of the changes. But a notification has no data: by the time the client reads, the znode may be some changes further. So every change is told, yet not every state is seen, and several reads may find the same state. And what changes while the connection is down is not told later: after each reconnect the client has to read by itself.'
}

function figuresOf({
  changes,
  notifications,
  reads,
  unseen,
  behind,
  isSettled,
}: WatchTally): readonly Figure[] {
  const delays = changes.flatMap(({ sentAt, toldAt }) => (toldAt === undefined ? [] : [toldAt - sentAt]))
  const told = changes.filter(({ toldAt }) => toldAt !== undefined).length
  const known = (value: number) => (isSettled ? value : null)
  return [
    {
      id: 'changes',
      label: 'Changes',
      value: changes.length,
      unit: 'count',
      says: 'acknowledged to the writer',
    },
    {
      id: 'notifications',
      label: 'Notifications',
      value: known(notifications.length),
      unit: 'count',
      says: `${told} of ${changes.length} changes were told`,
    },
    {
      id: 'unseen',
      label: 'States never seen',
      value: known(unseen),
      unit: 'count',
      says: 'came and went between two reads, or after the last',
      ...(isSettled && unseen > 0 ? { tone: 'warn' } : {}),
    },
    { id: 'reads', label: 'Reads', value: reads.length, unit: 'count', says: 'the first one included' },
    {
      id: 'behind',
      label: 'Behind in the end',
      value: known(behind),
      unit: 'count',
      says: behind === 0 ? 'the last state read is what stands' : 'changes since the last state read',
      ...(isSettled ? { tone: behind === 0 ? 'ok' : 'bad' } : {}),
    },
    {
      id: 'delay',
      label: 'Told after, p50',
      value: median(delays),
      unit: 'ms',
      says: 'from sending a change to its notification',
    },
  ]
}
