import type { ChangeRecord } from '../../../../src/main/store/codec/changes.ts'
import type { HeldText } from '../../../../src/main/store/codec/checkpoint.ts'

/** What the files in `test/fixtures/chunks` say. They were written by the first version, and are never written again. */

const n = NaN

/** Ticks 0 (a key) and 1 of six slots; the last slot came with the second tick. */
export const ticks = [
  Float64Array.of(1_000_000, 12.5, n, 1 / 3, -0),
  Float64Array.of(1_000_003, 12.25, 7, 1 / 3, Infinity, 42),
]

/** One of each kind of column over eight ticks, in two segments of four. */
export const columns: readonly Float64Array[] = [
  Float64Array.of(5, 5, 5, 5, 5, 5, 5, 5),
  Float64Array.of(100, 107, 107, 120, 121, 121, 121, 300),
  Float64Array.of(0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000),
  Float64Array.of(99.99, 99.98, 99.97, 100, 0.01, 0.01, 0.02, 0),
  Float64Array.of(0.1, 1 / 3, Math.PI, Math.E, -0, Infinity, -Infinity, 5e-324),
  Float64Array.of(n, n, n, n, n, n, n, n),
  Float64Array.of(n, 1, 2, n, 4, n, n, 8),
  Float64Array.of(n, n, n, 1 / 3, 1 / 3, n, 1 / 3, n),
]

export const instants = Float64Array.of(
  1_790_000_000_000,
  1_790_000_010_003,
  1_790_000_019_998,
  1_790_000_030_001,
)

export const names: readonly string[] = ['', 'broker/1', 'topic/orders/0', 'znode/ü "quoted"\n']

export const roster = { metrics: [3, 3, 3, 7, 7], entities: [1, 2, 3, 1, 9] }

export const records: readonly ChangeRecord[] = [
  {
    at: 1_790_000_000_000,
    groups: [{ key: 1, isFirst: true, entities: [4, 5, 9], after: ['1', '[1,2]', '"ü"'], before: [] }],
  },
  {
    at: 1_790_000_010_000,
    groups: [
      { key: 1, isFirst: false, entities: [5, 4], after: ['[1]', null], before: ['[1,2]', '1'] },
      { key: 2, isFirst: false, entities: [0], after: ['{"a":1}'], before: [null] },
    ],
  },
]

export const checkpoint: ReadonlyMap<number, ReadonlyMap<number, HeldText>> = new Map([
  [
    1,
    new Map([
      [5, { text: '[1]', since: 1_790_000_010_000 }],
      [9, { text: '"ü"', since: 1_790_000_000_000 }],
    ]),
  ],
  [2, new Map()],
])
export const checkpointAt = 1_790_000_010_000
