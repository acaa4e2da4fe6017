import type { Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import { eventsOf } from '../../../../../shared/systems/kafka-rebalance.ts'
import { type Change, foldRebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { foldDelivery } from '../../../../../shared/systems/kafka-rebalance-delivery.ts'
import { figuresOf } from './figures.ts'
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
    figures: figuresOf(seen, foldDelivery(events), isOver),
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
  return `${moved} ${othersOf(stopped.length, moves.length > 0, pauseMs)}`
}

/** What became of the partitions that kept their owner. */
function othersOf(stopped: number, hasMoved: boolean, pauseMs: number): string {
  if (stopped === 0) return hasMoved ? 'The others were read all the while.' : 'All were read all the while.'
  const more = hasMoved ? 'more ' : ''
  return `${String(stopped)} ${more}stopped for up to ${seconds(pauseMs)} and went on with the owner that they had.`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
