import { expect, test } from 'vitest'
import { firstRow, hitRows, lastRow, nextRow, totalOf } from '../../../../../src/renderer/app/search/rows.ts'
import { aFact, aFinding, anEntity } from './found.ts'

const counts = { entity: 1, fact: 231, finding: 1, run: 0 }
const rows = hitRows({ found: [aFinding, anEntity, aFact], counts })

test('hits stand sort by sort under their heads, with a line for what is not shown', () => {
  expect(rows.map((row) => (row.is === 'hit' ? row.found.is : `${row.is} ${row.sort} ${row.count}`))).toEqual(
    ['head entity 1', 'entity', 'head fact 231', 'fact', 'more fact 231', 'head finding 1', 'finding'],
  )
  expect(totalOf(counts)).toBe(233)
})

test('one walks through all hits, over the heads', () => {
  const walked = [firstRow(rows)]
  for (let at = walked[0] ?? 0; nextRow(rows, at, 1) !== at;) walked.push((at = nextRow(rows, at, 1)))
  expect(walked).toEqual([1, 3, 4, 6])
  expect(lastRow(rows)).toBe(6)
  expect(nextRow(rows, 3, -1)).toBe(1)
  expect(nextRow(rows, 1, -1)).toBe(1)
})

test('where nothing was found there is nothing to choose', () => {
  expect(hitRows({ found: [], counts: { entity: 0, fact: 0, finding: 0, run: 0 } })).toEqual([])
  expect(firstRow([])).toBe(-1)
  expect(lastRow([])).toBe(0)
})
