import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judge } from '../../../../../../src/main/systems/kafka/experiments/rebalance/judge.ts'
import { expectedMoves } from '../../../../../../src/main/systems/kafka/experiments/rebalance/theory.ts'
import { theoryOf } from '../../../../../../src/main/systems/kafka/experiments/rebalance/words.ts'
import { settingsOf } from '../../../../../../src/main/systems/kafka/experiments/rebalance/settings.ts'
import { info } from '../../../../../../src/main/systems/kafka/experiments/rebalance/info.ts'
import { strategies } from '../../../../../../src/shared/systems/kafka-rebalance.ts'
import type { Run, RunEntry, Verdict } from '../../../../../../src/shared/api/experiments.ts'

/** See test/fixtures/kafka/rebalance/README.md. */
function recorded(name: string): { run: Run; entries: readonly RunEntry[] } {
  const file = new URL(`../../../../../fixtures/kafka/rebalance/${name}.jsonl`, import.meta.url)
  const [run, ...entries] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { run: run as Run, entries: entries as RunEntry[] }
}

const figure = (verdict: Verdict, id: string) => verdict.figures.find((each) => each.id === id)?.value

describe('of a recorded run', () => {
  test('cooperative sticky moves what it must and stops nothing else', () => {
    const { run, entries } = recorded('cooperative-sticky')
    const verdict = judge(entries, run.parameters)
    expect(verdict.answer).toBe('needed')
    expect(verdict.observed).toBe(
      'When m4 joined, 2 of 8 partitions changed hands: no more than it took. The others were read all the while.',
    )
    expect(figure(verdict, 'moved')).toBe(8)
    expect(figure(verdict, 'needless')).toBe(0)
    expect(figure(verdict, 'untouched')).toBe(0)
    expect(figure(verdict, 'lost')).toBe(0)
    expect(figure(verdict, 'without-owner')).toBeGreaterThan(2 * 2)
  })

  test('range moves more, and stops everything', () => {
    const { run, entries } = recorded('range')
    const verdict = judge(entries, run.parameters)
    expect(verdict.answer).toBe('more')
    expect(verdict.observed).toMatch(
      /^When m4 joined, 5 of 8 partitions changed hands: 2 would have done\. 3 more stopped for up to /,
    )
    expect(figure(verdict, 'moved')).toBe(12)
    expect(figure(verdict, 'needless')).toBe(4)
    expect(figure(verdict, 'untouched')).toBeGreaterThan(0)
  })

  test('of any part of it the figures are the same in the same order, and nothing is known too early', () => {
    const { run, entries } = recorded('range')
    const ids = judge(entries, run.parameters).figures.map(({ id }) => id)
    const joins = entries.findIndex(({ actor, what }) => actor === 'm4' && what === 'change')
    for (const length of [0, 20, joins, joins + 1, 400]) {
      const verdict = judge(entries.slice(0, length), run.parameters)
      expect(verdict.figures.map(({ id }) => id)).toEqual(ids)
      expect(figure(verdict, 'lost')).toBeNull()
      if (length <= joins + 1) expect(verdict.answer).toBeUndefined()
      if (length <= joins) expect(verdict.figures.every(({ value }) => value === null)).toBe(true)
    }
  })
})

describe('theory', () => {
  test('range and round robin over 8 partitions', () => {
    expect(expectedMoves('range', 8, 3)).toEqual([
      { moves: 5, least: 2 },
      { moves: 2, least: 2 },
      { moves: 2, least: 2 },
      { moves: 3, least: 2 },
    ])
    expect(expectedMoves('round-robin', 8, 3).map(({ moves }) => moves)).toEqual([5, 7, 7, 8])
  })

  test('no strategy moves less than the least', () => {
    for (const strategy of strategies)
      for (let partitions = 1; partitions <= 12; partitions++)
        for (let members = 2; members <= 6; members++)
          for (const { moves, least } of expectedMoves(strategy, partitions, members))
            expect(moves).toBeGreaterThanOrEqual(least)
  })

  test('is told in words for every strategy', () => {
    const say = (strategy: string, partitions: number) => {
      const settings = settingsOf({ strategy, partitions, members: 3 })
      return theoryOf(settings, expectedMoves(settings.strategy, partitions, 3)[0]!)
    }
    expect(say('range', 8)).toBe(
      'An even share takes 2 partitions from the others to m4; range moves 5 of 8. It is eager: all partitions stop, also those that stay where they are.',
    )
    expect(say('sticky', 8)).toContain('; sticky moves just those. It is eager')
    expect(say('consumer', 2)).toContain(
      'With m4 there are more members than partitions: it has nothing to do, and none changes hands. And nothing stops.',
    )
  })
})

test('every answer is one of the choices', () => {
  const choices = info.choices.map(({ id }) => id)
  for (const name of ['range', 'cooperative-sticky']) {
    const { run, entries } = recorded(name)
    expect(choices).toContain(judge(entries, run.parameters).answer)
  }
})
