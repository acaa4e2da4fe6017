import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import { sinceText } from '../node-words.ts'
import { movesOf } from './moves.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with the slots, the gravest first; empty: nothing that was observed. */
export function slotsSaid(data: SlotsData, at: number): readonly Sentence[] {
  return [
    ...unownedSaid(data),
    ...notServingSaid(data),
    ...oneSidedSaid(data, at),
    ...disputesSaid(data, at),
  ].slice(0, 3)
}

function unownedSaid({ owners, owner, from, to, unowned }: SlotsData): readonly Sentence[] {
  let count = 0
  from.forEach((first, i) => (count += owner[i] === -1 ? (to[i] ?? first) - first + 1 : 0))
  if (count === 0) return []
  if (owners.length === 0)
    return [
      {
        tone: 'bad',
        headline: 'No slot has an owner that was observed.',
        rest: 'No node told its own slots.',
      },
    ]
  return [
    {
      tone: 'bad',
      headline: `${formatNumber(count)} ${count === 1 ? 'slot has' : 'slots have'} no owner: ${unowned}.`,
      rest: 'Keys in them are refused, and with cluster-require-full-coverage all others too. A node must take them: CLUSTER ADDSLOTS.',
    },
  ]
}

function notServingSaid({ owners }: SlotsData): readonly Sentence[] {
  return owners
    .filter((owner) => !owner.isServing && owner.slots > 0)
    .map((owner) => ({
      tone: 'bad' as const,
      headline: `${owner.address} owns ${formatNumber(owner.slots)} slots and doesn’t serve them.`,
      rest:
        owner.replicas.length === 0
          ? 'It has no replica that could take over.'
          : `${owner.replicas.join(', ')} can take over once most masters call it failed.`,
    }))
}

function oneSidedSaid({ moving }: SlotsData, at: number): readonly Sentence[] {
  return movesOf(moving)
    .filter((move) => !move.isAgreed)
    .map((move) => ({
      tone: 'warn' as const,
      headline: `${slotsWord(move.from, move.to)} ${move.from === move.to ? 'is' : 'are'} stuck half way: only one side says it moves.`,
      rest: `${move.slots[0]?.says ?? ''}, ${sinceText(move.since, at)}. Finish the move, or CLUSTER SETSLOT STABLE on that node.`,
    }))
}

function disputesSaid({ disputes }: SlotsData, at: number): readonly Sentence[] {
  if (disputes.length === 0) return []
  const voices = [...new Set(disputes.map((dispute) => dispute.voice))]
  const since = Math.min(...disputes.map((dispute) => dispute.since))
  return [
    {
      tone: 'warn',
      headline: `${listed(voices)} ${voices.length === 1 ? 'names' : 'name'} other owners of some slots.`,
      rest: `Clients that ask there are sent elsewhere, ${sinceText(since, at)}. It passes by itself within seconds of a change, or the bus between nodes is cut.`,
    },
  ]
}

/** "Slot 5461", "Slots 5461–5588" */
export const slotsWord = (from: number, to: number): string =>
  from === to ? `Slot ${formatSlot(from)}` : `Slots ${formatSlot(from)}–${formatSlot(to)}`

/** Slots are names, not amounts: no space between thousands, as redis-cli writes them. */
const formatSlot = (slot: number): string => String(slot)
