import type { TopicData } from '../../../../../shared/systems/kafka-topic-views.ts'
import type { Look } from '../../../moment.ts'
import { alignedTo, before } from './past.ts'
import type { Partitions } from './partitions.ts'
import { standingStill } from './standing-still.ts'
import { outSince } from './waiting.ts'

/** Short: whether a replica catches up right now. */
const END_WINDOW_MS = 15_000

type Columns = TopicData['replicas']

/** Replicas of a few partitions; each partition's leader first, then in replica order. */
export function replicaColumns(look: Look, partitions: Partitions, rows: readonly number[]): Columns {
  const { moment } = look
  const listed = rows.flatMap((p, row) => ordered(partitions, p).map((replica) => ({ p, row, ...replica })))
  const elr = moment.facts('partition.elr')
  const offline = moment.facts('partition.offline')
  const names = (held: typeof elr, p: number, broker: number) => {
    const list = held.get(partitions.layout.paths[p]!)?.value
    return Array.isArray(list) && list.includes(broker)
  }
  const column = (metric: string) => {
    const values = alignedTo(partitions.replicaSet, moment.column(metric))
    return Float64Array.from(listed, ({ place }) => values?.[place] ?? Number.NaN)
  }
  const leo = column('replica.leo')
  const still = standingStill(look, 'replica.leo', partitions.replicaSet)
  return {
    row: Int32Array.from(listed, ({ row }) => row),
    broker: Int32Array.from(listed, ({ broker }) => broker),
    inIsr: Uint8Array.from(listed, ({ p, broker }) => Number(partitions.isr[p]!.includes(broker))),
    inElr: Uint8Array.from(listed, ({ p, broker }) => Number(names(elr, p, broker))),
    offline: Uint8Array.from(listed, ({ p, broker }) => Number(names(offline, p, broker))),
    logStart: column('replica.logStart'),
    leo,
    size: column('replica.size'),
    outSince: Float64Array.from(listed, ({ p, broker }) =>
      partitions.isr[p]!.includes(broker) ? Number.NaN : outSince(look, partitions.layout.paths[p]!, broker),
    ),
    stillSince: Float64Array.from(listed, ({ p, place }, i) =>
      leo[i]! < partitions.end[p]! ? still.since(place) : Number.NaN,
    ),
    endPerSecond: endRates(
      look,
      partitions,
      listed.map(({ place }) => place),
    ),
  }
}

/** @returns brokers with their place in the replica columns; −1: the replica has none yet */
function ordered(partitions: Partitions, p: number): { broker: number; place: number }[] {
  const { replicas, leader, replicaRows } = partitions
  const list = replicas[p]!.toSorted((a, b) => Number(b === leader[p]) - Number(a === leader[p]))
  return list.map((broker) => ({ broker, place: placeOf(replicaRows, p, broker) }))
}

function placeOf(rows: Partitions['replicaRows'], p: number, broker: number): number {
  for (let i = rows.first[p]!; i < rows.first[p + 1]!; i++)
    if (rows.broker[rows.rows[i]!] === broker) return rows.rows[i]!
  return -1
}

function endRates(look: Look, { replicaSet, leo }: Partitions, places: readonly number[]): Float64Array {
  const now = look.moment.column('replica.leo')
  const past = before(look, 'replica.leo', END_WINDOW_MS)
  const then = alignedTo(replicaSet, past)
  const seconds = now === undefined || past === undefined ? Number.NaN : (now.at - past.at) / 1000
  return Float64Array.from(places, (place) => {
    const rise = (leo[place] ?? Number.NaN) - (then?.[place] ?? Number.NaN)
    return rise >= 0 ? rise / seconds : Number.NaN
  })
}
