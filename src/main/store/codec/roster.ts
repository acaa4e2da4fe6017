import { ByteSink, ByteSource } from './bytes.ts'
import { openFrame, sealFrame } from './frame.ts'
import { spend } from './reading-limit.ts'

/** What a layout keeps of each series: metric, entity, and its slot by them. */
const SERIES_BYTES = 100

/** Which series stand in consecutive slots: word id of the metric and number of the entity, in parallel. */
export interface Roster {
  readonly metrics: readonly number[]
  readonly entities: readonly number[]
}

/** Runs of one metric: its word, the count, and each entity's distance to the one after the last. */
export function encodeRoster({ metrics, entities }: Roster): Buffer {
  const sink = new ByteSink(64 + entities.length * 2)
  for (let i = 0; i < metrics.length;) {
    const metric = metrics[i]!
    let end = i
    while (end < metrics.length && metrics[end] === metric) end++
    sink.varint(metric)
    sink.varint(end - i)
    for (let last = -1; i < end; i++) {
      sink.zigzag(entities[i]! - (last + 1))
      last = entities[i]!
    }
  }
  return sealFrame('roster', sink.bytes.subarray(0, sink.at), true)
}

/** @throws DamagedFrame */
export function decodeRoster(blob: Uint8Array): Roster {
  const source = new ByteSource(openFrame('roster', blob))
  const metrics: number[] = []
  const entities: number[] = []
  while (!source.isAtEnd) {
    const metric = source.varint()
    let last = -1
    const count = source.count(1)
    spend(count * SERIES_BYTES)
    for (let left = count; left > 0; left--) {
      last += 1 + source.zigzag()
      metrics.push(metric)
      entities.push(last)
    }
  }
  return { metrics, entities }
}
