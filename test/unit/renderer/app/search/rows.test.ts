import { expect, test } from 'vitest'
import {
  firstRow,
  hitRows,
  lastRow,
  linesIn,
  nextRow,
  totalOf,
} from '../../../../../src/renderer/app/search/rows.ts'
import { firstLimit } from '../../../../../src/renderer/app/search/wanted.ts'
import { aFact, aFinding, anEntity } from './found.ts'

const counts = { entity: 1, fact: 231, finding: 1, run: 0 }
const rows = hitRows({ found: [aFinding, anEntity, aFact], counts }, 24)

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
  expect(hitRows({ found: [], counts: { entity: 0, fact: 0, finding: 0, run: 0 } }, 24)).toEqual([])
  expect(firstRow([])).toBe(-1)
  expect(lastRow([])).toBe(0)
})

test('several sorts share the window; what one does not need is for the others', () => {
  const many = (entities: number, facts: number, findings: number) => ({
    found: [
      ...Array.from({ length: entities }, () => anEntity),
      ...Array.from({ length: facts }, () => aFact),
      ...Array.from({ length: findings }, () => aFinding),
    ],
    counts: { entity: 400, fact: 400, finding: findings, run: 0 },
  })
  const shown = (...lengths: Parameters<typeof many>) => {
    const hits = hitRows(many(...lengths), 24).flatMap((row) => (row.is === 'hit' ? [row.found.is] : []))
    return ['entity', 'fact', 'finding'].map((sort) => hits.filter((is) => is === sort).length)
  }
  expect(shown(24, 24, 24)).toEqual([8, 8, 8])
  expect(shown(24, 24, 2)).toEqual([11, 11, 2])
  expect(shown(24, 0, 0)).toEqual([24, 0, 0])
  expect(shown(3, 24, 2)).toEqual([3, 19, 2])
  expect(hitRows(many(100, 0, 0), undefined).filter(({ is }) => is === 'hit')).toHaveLength(100)
})

test('a taller window shows more, the smallest a few', () => {
  expect([300, 800, 1080].map(linesIn)).toEqual([12, 23, 35])
  expect(linesIn(1080)).toBeLessThanOrEqual(firstLimit.together)
})
