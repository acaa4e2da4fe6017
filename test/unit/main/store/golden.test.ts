import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Block } from '../../../../src/main/store/codec/block.ts'
import { encodeRecord, openRecord, recordsOf } from '../../../../src/main/store/codec/changes.ts'
import { openCheckpoint } from '../../../../src/main/store/codec/checkpoint.ts'
import { decodeInstants, encodeInstants } from '../../../../src/main/store/codec/instants.ts'
import { decodeNames } from '../../../../src/main/store/codec/names.ts'
import { decodeRoster } from '../../../../src/main/store/codec/roster.ts'
import { applyChunk, encodeTick, openTick, TickState } from '../../../../src/main/store/codec/tick.ts'
import { checkpoint, checkpointAt, columns, instants, names, records, roster, ticks } from './golden.ts'

const golden = (name: string) =>
  readFileSync(new URL(`../../../fixtures/chunks/${name}.bin`, import.meta.url))

describe('bytes of the first version are read by this one', () => {
  it('ticks', () => {
    const state = new TickState(256)
    for (const [i, name] of ['tick-key', 'tick-delta'].entries()) {
      applyChunk(openTick(golden(name)), 0, state)
      expect(state.values.slice(0, ticks[i]!.length)).toEqual(ticks[i])
    }
  })

  it('a block of two segments', () => {
    const block = new Block(golden('block'))
    expect([block.ticks, block.columns]).toEqual([8, columns.length])
    const out = new Float64Array(8)
    columns.forEach((column, i) => {
      block.read(i, out)
      expect(out).toEqual(column)
    })
    const tick = new Float64Array(columns.length)
    block.readTick(5, columns.length, tick, 0)
    expect(tick).toEqual(Float64Array.from(columns, (column) => column[5]!))
  })

  it('instants', () => expect(decodeInstants(golden('instants'))).toEqual(instants))
  it('names', () => expect(decodeNames(golden('names'))).toEqual(names))
  it('a roster', () => expect(decodeRoster(golden('roster'))).toEqual(roster))

  it('changes', () => {
    const read = recordsOf(golden('changes')).map((bytes) => {
      const { at, groups, texts } = openRecord(bytes)
      const text = (number: number) => (number < 0 ? null : texts.get(number))
      return {
        at,
        groups: groups.map(({ key, isFirst, entities, after, before }) => ({
          key,
          isFirst,
          entities: [...entities],
          after: Array.from(after, text),
          before: isFirst ? [] : Array.from(before, text),
        })),
      }
    })
    expect(read).toEqual(records)
  })

  it('a checkpoint', () => {
    const { at, groups, texts } = openCheckpoint(golden('checkpoint'))
    expect(at).toBe(checkpointAt)
    const read = groups.map(({ key, entities, values, since }) => [
      key,
      new Map(
        Array.from(entities, (entity, i) => [entity, { text: texts.get(values[i]!), since: since[i]! }]),
      ),
    ])
    expect(new Map(read as [])).toEqual(checkpoint)
  })
})

describe('this version still writes the bytes of the first', () => {
  // what zstd compressed may come out otherwise with another zstd: that is no change of the format
  it('ticks', () => {
    const state = new TickState(8)
    expect(encodeTick(state, ticks[0]!, 5, true)).toEqual(golden('tick-key'))
    expect(encodeTick(state, ticks[1]!, 6, false)).toEqual(golden('tick-delta'))
  })
  it('instants', () => expect(encodeInstants(instants)).toEqual(golden('instants')))
  it('records', () =>
    expect(records.map(encodeRecord)).toEqual(
      recordsOf(golden('changes')).map((record) => new Uint8Array(record)),
    ))
})
