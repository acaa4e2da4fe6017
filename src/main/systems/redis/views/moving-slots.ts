import type { MovingSlot } from '../../../../shared/systems/redis-slot-views.ts'
import type { Look } from '../../moment.ts'
import { list, number, record, since } from '../../base/reading.ts'
import { isServing, nodeAddresses, numberOf, stringOf } from './reading.ts'

interface Word {
  readonly slot: number
  readonly address: string
  readonly other: string
  readonly direction: 'out' | 'in'
  readonly since: number
}

/** Slots on the move, put together from the words of the two nodes concerned: nobody else tells. */
export function movingSlots(look: Look): readonly MovingSlot[] {
  const bySlot = Map.groupBy(
    nodeAddresses(look).flatMap((address) => wordsOf(look, address)),
    ({ slot }) => slot,
  )
  return [...bySlot].map(([slot, words]) => movingSlot(look, slot, words)).sort((a, b) => a.slot - b.slot)
}

function wordsOf(look: Look, address: string): readonly Word[] {
  const entity = `node/${address}`
  // what a silent node said before may be over
  if (!isServing(look, address)) return []
  const from = since(look, entity, 'node.open_slots') ?? look.moment.at
  return list(look.moment.fact(entity, 'node.open_slots'))
    .map(record)
    .map((open) => ({
      slot: numberOf(open['slot']) ?? 0,
      address,
      other: stringOf(open['other']),
      direction: open['direction'] === 'in' ? 'in' : 'out',
      since: from,
    }))
}

function movingSlot(look: Look, slot: number, words: readonly Word[]): MovingSlot {
  const out = words.find(({ direction }) => direction === 'out')
  const into = words.find(({ direction }) => direction === 'in')
  const from = out?.address ?? into?.other ?? null
  const to = into?.address ?? out?.other ?? null
  const isPair = out !== undefined && into !== undefined && out.other === into.address
  return {
    slot,
    from,
    to,
    keysFrom: from === null ? null : number(look, `slot/${slot}@${from}`, 'slot.keys'),
    keysTo: to === null ? null : number(look, `slot/${slot}@${to}`, 'slot.keys'),
    is: isPair ? 'both' : 'one-sided',
    since: Math.min(...words.map(({ since: begun }) => begun)),
    says: words
      .map(({ direction, address }) => `${direction === 'out' ? 'migrating' : 'importing'}, says ${address}`)
      .join('; '),
  }
}
