import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import { formatNumber } from '../../../../../shared/base/format-number.ts'
import { eventsOf } from '../../../../../shared/systems/kafka-rebalance.ts'
import {
  type Change,
  foldRebalances,
  type Rebalances,
} from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { type Delivery, foldDelivery } from '../../../../../shared/systems/kafka-rebalance-delivery.ts'
import { type Settings, settingsOf } from './settings.ts'
import { expectedMoves } from './theory.ts'
import { reasons, theoryOf } from './words.ts'

/** From the clients' own words alone. */
export function judge(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const settings = settingsOf(parameters)
  const events = eventsOf(entries)
  const seen = foldRebalances(events)
  const joined = seen.changes.find(({ kind }) => kind === 'joins')
  const isOver = events.at(-1)?.what === 'finished'
  const [expected] = expectedMoves(settings.strategy, settings.partitions, settings.members)
  return {
    answer: joined?.settledAt === undefined ? undefined : answerOf(joined, settings.partitions),
    observed: observedOf(joined, settings),
    theory: theoryOf(settings, expected ?? { moves: 0, least: 0 }),
    why: reasons[settings.strategy],
    figures: figuresOf(seen, foldDelivery(events), settings, isOver),
  }
}

function answerOf({ moves, least }: Change, partitions: number): string {
  const moved = new Set(moves.map(({ partition }) => partition)).size
  if (moved === 0) return 'none'
  if (moves.length <= least) return 'needed'
  return moved === partitions ? 'all' : 'more'
}

function observedOf(joined: Change | undefined, { partitions }: Settings): string {
  if (joined?.settledAt === undefined) return 'The run ended before the group had taken in the new member.'
  const { member, moves, least, stopped, pauseMs } = joined
  const needed = moves.length === least ? 'no more than it took' : `${String(least)} would have done`
  const moved = `When ${member} joined, ${String(moves.length)} of ${String(partitions)} partitions changed hands: ${needed}.`
  const others =
    stopped.length === 0
      ? 'The others were read all the while.'
      : `${String(stopped.length)} more stopped for up to ${seconds(pauseMs)} and went on with the owner that they had.`
  return `${moved} ${others}`
}

function figuresOf(
  { changes, settledAt }: Rebalances,
  delivery: Delivery,
  { strategy, partitions }: Settings,
  isOver: boolean,
): readonly Figure[] {
  const has = settledAt !== undefined && changes.length > 0
  const moved = sum(changes.map(({ moves }) => moves.length))
  const needless = sum(changes.map(needlessIn))
  const gapMs = sum(changes.map((change) => change.gapMs))
  const crashMs = sum(changes.filter(({ kind }) => kind === 'killed').map((change) => change.gapMs))
  const pauseMs = Math.max(0, ...changes.map((change) => change.pauseMs))
  const twice = sum(delivery.twice.map(({ count }) => count))
  const perChange = changes.map(({ moves }) => String(moves.length)).join(' + ')
  const everyone = `${formatNumber(delivery.written)} written`
  return [
    {
      id: 'moved',
      label: 'Moved',
      value: has ? moved : null,
      unit: 'count',
      says: has ? `${perChange}, at ${counted(changes.length, 'change')}` : 'no change was seen',
    },
    {
      id: 'needless',
      label: 'Needlessly moved',
      value: has ? needless : null,
      unit: 'count',
      says: 'more than the least possible',
      tone: needless > 0 ? 'warn' : 'ok',
    },
    {
      id: 'without-owner',
      label: 'Time without owner',
      value: has ? gapMs / 1000 : null,
      unit: 's',
      says: `partition-seconds; ${(crashMs / 1000).toFixed(1)} from the crash`,
      tone: gapMs > 0 ? 'bad' : 'ok',
    },
    {
      id: 'untouched',
      label: 'Pause of untouched partitions',
      value: has ? pauseMs / 1000 : null,
      unit: 's',
      says:
        pauseMs > 0
          ? 'the longest of a partition that kept its owner'
          : `what kept its owner never stopped, of ${String(partitions)}`,
      tone: pauseMs > 0 ? 'warn' : 'ok',
    },
    {
      id: 'twice',
      label: 'Delivered twice',
      value: has ? twice : null,
      unit: 'messages',
      says: `of ${everyone}`,
      tone: twice > 0 ? 'warn' : 'ok',
    },
    {
      id: 'lost',
      label: 'Lost',
      value: isOver ? delivery.unseen : null,
      unit: 'messages',
      says: isOver ? lostSays(delivery) : `not looked for yet (${strategy})`,
      tone: delivery.unseen > 0 ? 'bad' : 'ok',
    },
  ]
}

function lostSays({ unseen, written }: Delivery): string {
  if (unseen > 0) return `of ${formatNumber(written)} written and acknowledged`
  return `every one of ${formatNumber(written)} written was seen`
}

function needlessIn({ moves, least }: Change): number {
  return Math.max(0, moves.length - least)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function counted(count: number, of: string): string {
  return `${String(count)} ${of}${count === 1 ? '' : 's'}`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
