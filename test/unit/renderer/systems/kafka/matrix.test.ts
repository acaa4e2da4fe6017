import { describe, expect, test } from 'vitest'
import {
  longestUnowned,
  matrixCells,
  matrixLabels,
  matrixLabelStep,
  matrixRowPx,
  rebalanceLines,
  type MatrixInput,
} from '../../../../../src/renderer/systems/kafka/group/matrix.ts'

const size = { left: 50, right: 650, top: 18, rowPx: 17 }
/** row, member, from, to */
const input = (
  spans: readonly (readonly [number, number, number, number])[],
  at: readonly number[] = [],
): MatrixInput => ({
  rows: 4,
  spans: {
    row: Int32Array.from(spans, (s) => s[0]),
    member: Int32Array.from(spans, (s) => s[1]),
    from: Float64Array.from(spans, (s) => s[2]),
    to: Float64Array.from(spans, (s) => s[3]),
  },
  rebalances: { at: Float64Array.from(at), cause: at.map(() => 'c-4 left') },
  from: 1000,
  to: 1600,
})

describe('who owned what', () => {
  test('a span is cut to the window, one that still holds reaches its end', () => {
    const cells = matrixCells(
      input([
        [0, 0, 400, 1100],
        [1, 1, 1300, NaN],
      ]),
      size,
    )
    expect(cells[0]).toMatchObject({ x: 50, width: 100, from: 1000 })
    expect(cells[1]).toMatchObject({ x: 350, width: 300, y: 35, to: 1600 })
  })

  test('spans outside the window are not drawn', () => {
    expect(matrixCells(input([[0, 0, 400, 900]]), size)).toEqual([])
  })

  test('a member is named once, in the middle of all that it owns', () => {
    const cells = matrixCells(
      input([
        [0, 0, 0, NaN],
        [1, 0, 0, NaN],
        [2, 1, 0, NaN],
        [3, 0, 1500, NaN],
      ]),
      size,
    )
    expect(matrixLabels(cells, () => 40)).toEqual([
      { member: 0, x: 350, y: 18 + 17 },
      { member: 1, x: 350, y: 18 + 2.5 * 17 },
    ])
  })

  test('where there is no room, there is no name', () => {
    expect(matrixLabels(matrixCells(input([[0, 0, 1000, 1020]]), size), () => 40)).toEqual([])
  })

  test('the longest stretch without an owner is found', () => {
    const cells = matrixCells(
      input([
        [0, -1, 1000, 1050],
        [1, -1, 1200, 1400],
        [2, 0, 1000, NaN],
      ]),
      size,
    )
    expect(longestUnowned(cells)).toMatchObject({ row: 1, from: 1200, to: 1400 })
    expect(longestUnowned(matrixCells(input([[0, 0, 0, NaN]]), size))).toBeUndefined()
  })
})

describe('rebalances', () => {
  test('of words that would overlap the newest stay', () => {
    const lines = rebalanceLines(input([], [1100, 1300, 1320]), size, () => 120)
    expect(lines.map((l) => l.label !== undefined)).toEqual([true, false, true])
  })

  test('words at an edge turn inwards', () => {
    const [first, last] = rebalanceLines(input([], [1010, 1590]), size, () => 120)
    expect(first?.label?.anchor).toBe('start')
    expect(last?.label).toEqual({ x: 650, anchor: 'end' })
  })

  test('those before the window are left out', () => {
    expect(rebalanceLines(input([], [500]), size, () => 10)).toEqual([])
  })
})

test('rows shrink until the matrix fits', () => {
  expect([1, 16, 40, 250].map(matrixRowPx)).toEqual([17, 17, 6, 4])
  expect([17, 6, 4].map(matrixLabelStep)).toEqual([1, 2, 3])
})
