import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { RunEntry } from '../../../../../../src/shared/api/experiments.ts'
import { eventsOf } from '../../../../../../src/shared/systems/kafka-rebalance.ts'
import { foldRebalances } from '../../../../../../src/shared/systems/kafka-rebalance-changes.ts'
import {
  type Arranged,
  type Box,
  drawingOf,
  namePx,
} from '../../../../../../src/renderer/systems/kafka/experiments/rebalance/drawing.ts'
import { layOut } from '../../../../../../src/renderer/systems/kafka/experiments/rebalance/rows.ts'
import {
  describe as inWords,
  gapNotes,
  memberTag,
} from '../../../../../../src/renderer/systems/kafka/experiments/rebalance/words.ts'

/** See test/fixtures/kafka/rebalance/README.md. */
function recorded(name: string): readonly RunEntry[] {
  const file = new URL(`../../../../../fixtures/kafka/rebalance/${name}.jsonl`, import.meta.url)
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as RunEntry)
}

const logs = ['cooperative-sticky', 'range'].map((name) => {
  const seen = foldRebalances(eventsOf(recorded(name)))
  return { name, seen, from: seen.settledAt!, to: seen.endedAt }
})

const width = 818

function drawn({ seen, from, to }: (typeof logs)[number], arranged: Arranged, until: number) {
  const px = (at: number) => namePx + ((at - from) / (to - from)) * (width - namePx)
  return drawingOf(seen, arranged, { width, until, px })
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x + a.width > b.x + 1.6 && b.x + b.width > a.x + 1.6 && a.y < b.y + b.height && b.y < a.y + a.height
  )
}

describe.each(logs)('$name', (log) => {
  const instants = [0.1, 0.3, 0.55, 0.8, 1].map((part) => log.from + part * (log.to - log.from))

  test.each(['member', 'partition'] as const)('by %s, nothing covers anything', (arranged) => {
    const { bars, gaps, bottom } = drawn(log, arranged, log.to)
    const boxes = [...bars, ...gaps]
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBe(false)
    for (const box of boxes) expect(box.y + box.height).toBeLessThanOrEqual(bottom)
  })

  test.each(instants)('at %d nothing reaches beyond the instant, and rows stay where they are', (until) => {
    const whole = drawn(log, 'member', log.to)
    const part = drawn(log, 'member', until)
    const edge = namePx + ((until - log.from) / (log.to - log.from)) * (width - namePx)
    for (const { x, width: own } of [...part.bars, ...part.gaps])
      expect(x + own).toBeLessThanOrEqual(Math.max(edge, x + 1.5) + 0.001)
    expect(part.lanes).toEqual(whole.lanes)
    expect(part.bottom).toBe(whole.bottom)
    for (const bar of part.bars) {
      const same = whole.bars.find(({ span }) => span === bar.span)!
      expect([bar.x, bar.y]).toEqual([same.x, same.y])
    }
  })

  test('each partition is on a bar or in a gap at every instant', () => {
    const { bars, gaps } = drawn(log, 'partition', log.to)
    for (let partition = 0; partition < 8; partition++) {
      const own = [
        ...bars.filter(({ span }) => span.partition === partition),
        ...gaps.filter(({ gap }) => gap.partition === partition),
      ].sort((a, b) => a.x - b.x)
      for (const [i, box] of own.slice(1).entries())
        expect(Math.abs(own[i]!.x + own[i]!.width - box.x)).toBeLessThan(2)
    }
  })

  test('the crash is told, once it has begun', () => {
    const killed = log.seen.changes.find(({ kind }) => kind === 'killed')!
    const told = (until: number) => gapNotes(log.seen, 8, until).filter(({ isCrash }) => isCrash)
    expect(told(killed.at - 1)).toEqual([])
    expect(told(log.to)).toHaveLength(1)
    expect(told(log.to)[0]!.text).toMatch(/^\d and \d unread for 3\.\d s$/)
    expect(memberTag('m2', log.seen.changes, log.to, log.from)).toBe('crashes, returns')
    expect(memberTag('m2', log.seen.changes, killed.at - 1, log.from)).toBe('here from the start')
    expect(memberTag('m3', log.seen.changes, log.to, log.from)).toBe('here from the start')
  })

  test('in words it says who reads what, and nothing that is not known yet', () => {
    const joined = log.seen.changes[0]!
    const before = inWords(log.seen, log.name, joined.at - 1)
    expect(before).not.toContain('m4')
    expect(inWords(log.seen, log.name, log.to)).toMatch(/m4 reads .*m4 joins: \d moved.*m1 leaves: \d moved/)
  })
})

test('rows are as few as they can be, and a partition comes back to its own', () => {
  const items = [
    { partition: 0, from: 0, to: 10 },
    { partition: 1, from: 0, to: 10 },
    { partition: 2, from: 0, to: 30 },
    { partition: 5, from: 12, to: 20 },
    { partition: 1, from: 12, to: undefined },
  ]
  const { rows, placed } = layOut(items)
  expect(rows).toBe(3)
  expect(placed.find(({ item }) => item === items[4])!.row).toBe(1)
  expect(placed.find(({ item }) => item === items[3])!.row).toBe(0)
})
