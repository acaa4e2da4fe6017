import { describe, expect, test } from 'vitest'
import {
  cellOf,
  mapPixels,
  mapSize,
  ownerLabels,
  ownersOf,
  runOutline,
  ownedRuns,
  slotAt,
  slotForKey,
} from '../../../../../src/renderer/systems/redis/slots/slot-map.ts'

const size = mapSize(700, 256)

/** Area of a path of M, H, V and Z, by its corners. */
function area(path: string): number {
  let sum = 0
  for (const piece of path.split('Z').filter(Boolean)) {
    let [x, y] = [0, 0]
    const corners: [number, number][] = []
    for (const [, command, a = '', b = ''] of piece.matchAll(/([MHV])([\d.]+)(?: ([\d.]+))?/g)) {
      if (command === 'M') [x, y] = [Number(a), Number(b)]
      else if (command === 'H') x = Number(a)
      else y = Number(a)
      corners.push([x, y])
    }
    const twice = corners.reduce((total, [x0, y0], i) => {
      const [x1, y1] = corners[(i + 1) % corners.length] ?? [0, 0]
      return total + x0 * y1 - x1 * y0
    }, 0)
    sum += Math.abs(twice) / 2
  }
  return sum
}

describe('the map', () => {
  test('finds each slot again where it drew it', () => {
    for (let slot = 0; slot < 16_384; slot += 37) {
      const { x, y } = cellOf(slot, size)
      expect(slotAt(x + size.cellWidth / 2, y + size.cellHeight / 2, size)).toBe(slot)
    }
  })

  test('has nothing beside it', () => {
    expect(slotAt(size.left - 1, size.top + 1, size)).toBeUndefined()
    expect(slotAt(size.left + 1, size.top + size.cellHeight * 128, size)).toBeUndefined()
    expect(slotAt(699, size.top + 1, size)).toBeUndefined()
  })

  test.each([
    [0, 0],
    [5, 90],
    [100, 130],
    [100, 300],
    [127, 128],
    [0, 16_383],
    [5461, 5588],
    [5461, 8191],
    [16_256, 16_383],
  ])('outlines %d to %d with the area of its cells', (from, to) => {
    const cells = (to - from + 1) * size.cellWidth * size.cellHeight
    expect(area(runOutline({ from, to }, size))).toBeCloseTo(cells, -1.3)
  })
})

describe('owners', () => {
  const runs = [
    { from: 0, to: 5460, owner: 0 },
    { from: 5461, to: 10_922, owner: 1 },
    { from: 10_923, to: 10_999, owner: 0 },
    { from: 12_000, to: 16_383, owner: 2 },
  ]

  test('come as parallel arrays and fill their slots, with nobody between', () => {
    const data = {
      from: Uint16Array.from(runs, (run) => run.from),
      to: Uint16Array.from(runs, (run) => run.to),
      owner: Int16Array.from(runs, (run) => run.owner),
    }
    expect(ownedRuns(data)).toEqual(runs)
    const owners = ownersOf(ownedRuns(data))
    expect([0, 5460, 5461, 10_950, 11_500, 16_383].map((slot) => owners[slot])).toEqual([0, 0, 1, 0, -1, 2])
  })

  test('are named once, in the longest run, where there is room', () => {
    expect(ownerLabels(runs, size).map((label) => label.owner)).toEqual([0, 1, 2])
    const narrow = [
      { from: 0, to: 200, owner: 0 },
      { from: 201, to: 16_383, owner: 1 },
    ]
    expect(ownerLabels(narrow, size).map((label) => label.owner)).toEqual([1])
  })

  test('are painted in their colours, nobody in none', () => {
    const colors = [[10, 20, 30] as const, [40, 50, 60] as const, [70, 80, 90] as const]
    const pixels = mapPixels(ownersOf(runs), colors)
    expect([...pixels.slice(0, 3)]).toEqual([10, 20, 30])
    expect(pixels[11_500 * 4 + 3]).toBe(0)
  })
})

test('keys walk on the map and stay on it', () => {
  expect(slotForKey('ArrowDown', 0)).toBe(128)
  expect(slotForKey('ArrowUp', 5)).toBe(0)
  expect(slotForKey('ArrowRight', 16_383)).toBe(16_383)
  expect(slotForKey('x', 5)).toBeUndefined()
})
