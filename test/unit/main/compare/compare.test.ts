import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../src/shared/base/json.ts'
import { compareTold, linesOf, sameTarget, twoTargets } from './moments.ts'

const partitions = (count: number, facts: (i: number) => Readonly<Record<string, Json>>) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`part/${i}`, facts(i)]))

describe('what came or went', () => {
  test('is told once, with its parts', () => {
    const topic = { 'topic/a': { role: 'x' }, 'topic/a/0': { leader: 1 }, 'topic/a/1': { leader: 2 } }
    const keep = { 'topic/ab': { role: 'x' } }
    const ends = { 'topic/a/0@1': 5, 'topic/a/0@2': 5, 'topic/ab/0@1': 5 }
    const compared = compareTold(
      { facts: keep, ends: { 'topic/ab/0@1': 5 } },
      { facts: { ...keep, ...topic }, ends },
    )
    expect(linesOf(compared)).toEqual(['topology new topic x1 +4'])
    expect(compared.comparison.alike).toBe(1)
    const marks = compared.marks()
    expect([...marks.entities].sort()).toEqual([
      ...['topic/a', 'topic/a/0', 'topic/a/0@1', 'topic/a/0@2', 'topic/a/1'],
    ])
    expect(new Set(marks.is)).toEqual(new Set(['new']))
  })

  test('a part by itself is told by itself, in the area of who is there', () => {
    const before = { 'topic/a': { role: 'x' }, 'topic/a/0': { leader: 1, replicas: [1] } }
    const after = { ...before, 'topic/a/1': { leader: 1, replicas: [1] } }
    expect(linesOf(compareTold({ facts: before }, { facts: after }))).toEqual(['topology new topic x1'])
  })

  test('what is content alone comes as content', () => {
    expect(linesOf(compareTold({}, { facts: { 'z/a': { data: 'x' } } }))).toEqual(['content new z x1'])
  })

  test('what is a setting alone comes as one, unless it is measured', () => {
    const facts = { 'policy/a': { config: { ttl: 5 } } }
    expect(linesOf(compareTold({}, { facts }))).toEqual(['configuration new policy x1'])
    expect(linesOf(compareTold({}, { facts, ends: { 'policy/a': 1 } }))).toEqual(['topology new policy x1'])
  })

  test('what nothing is compared by is not there', () => {
    expect(linesOf(compareTold({ facts: { 'slow/1': { why: 'x' } } }, {}))).toEqual([])
  })
})

describe('many that differ alike', () => {
  test('are one group where they say the same; scalars that differ stay apart', () => {
    const before = partitions(10, () => ({ leader: 3 }))
    const after = partitions(10, (i) => ({ leader: i < 7 ? 1 : 2 }))
    expect(linesOf(compareTold({ facts: before }, { facts: after }))).toEqual([
      'ownership changed leader 3 → 1 x7',
      'ownership changed leader 3 → 2 x3',
    ])
  })

  test('lists are one group where they lost and gained the same', () => {
    const before = partitions(9, (i) => ({ isr: [1, 2, 3, 4 + (i % 3)] }))
    const after = partitions(9, (i) => ({ isr: [1, 2, 4 + (i % 3)] }))
    const compared = compareTold({ facts: before }, { facts: after })
    expect(linesOf(compared)).toEqual(['state changed isr without 3 x9'])
    const [group] = compared.comparison.groups
    expect(compared.group(group?.id ?? '', 100)?.map(({ entity }) => entity)).toEqual(Object.keys(before))
    expect(group?.differences).toHaveLength(8)
    expect(compared.group('another', 100)).toBeUndefined()
  })

  test('what differs in numbers alone folds once it is much', () => {
    const of = (count: number) =>
      linesOf(
        compareTold(
          { facts: partitions(count, (i) => ({ role: `epoch ${i}` })) },
          { facts: partitions(count, (i) => ({ role: `epoch ${i + 1}` })) },
        ),
      )
    expect(of(3)).toHaveLength(3)
    expect(of(20)).toEqual(['topology changed role epoch 0 → epoch 1 and alike x20'])
  })

  test('a group has its id whatever else differs, and whoever is the first of it', () => {
    const roles = (from: number) => {
      const facts = (by: number) =>
        partitions(20, (i) => ({ role: `epoch ${from + i + by}`, isr: [from, by] }))
      return compareTold({ facts: facts(0) }, { facts: facts(1) }).comparison.groups[0]
    }
    expect(roles(100)?.says).not.toBe(roles(700)?.says)
    expect(roles(100)).toMatchObject({ key: 'role', id: roles(700)?.id })
  })

  test('each member of a record is a difference of its own, told of all that have it', () => {
    const before = partitions(4, (i) => ({ config: { 'retention.ms': 7, size: i, kept: { a: 1 } } }))
    const after = partitions(4, (i) => ({
      config: { 'retention.ms': 1, size: i === 2 ? 9 : i, kept: { a: 1 } },
    }))
    const { comparison } = compareTold({ facts: before }, { facts: after })
    expect(comparison.groups.map(({ member, says, count }) => [member, says, count])).toEqual([
      ['retention.ms', 'retention.ms 7 → 1', 4],
      ['size', 'size 2 → 9', 1],
    ])
    expect(comparison.groups[0]?.differences[0]).toEqual({ entity: 'part/0', before: 7, after: 1 })
  })

  test('areas have their order; in each the notable stands first, then the many', () => {
    const before = {
      'a/1': { role: 'x', address: '1', isr: [1] },
      ...partitions(3, () => ({ address: '1' })),
    }
    const after = { 'a/1': { role: 'y', address: '1', isr: [2] }, ...partitions(3, () => ({ address: '2' })) }
    expect(linesOf(compareTold({ facts: after }, { facts: before }))).toEqual([
      'topology changed role y → x x1',
      'topology changed address 2 → 1 x3',
      'state changed isr 2 → 1 x1',
    ])
  })

  test('values are told as people read them, and what reads the same is no difference', () => {
    const of = (a: Json, b: Json) =>
      linesOf(compareTold({ facts: { 'z/1': { data: a } } }, { facts: { 'z/1': { data: b } } }))
    expect(of('old', 'new')).toEqual(['content changed data OLD → NEW x1'])
    expect(of('old', 'OLD')).toEqual([])
  })
})

describe('what was not observed is not called gone', () => {
  const both = { 'n/1': { role: 'x' } }
  const gap = { entity: 'n/1', ask: 'ask leader, ask isr', code: 'timeout', message: 'No answer' } as const

  test('by a gap of that very entity', () => {
    const of = (entity: string) => {
      const { comparison } = compareTold(
        { facts: { 'n/1': { role: 'x', leader: 1, replicas: [1] } } },
        { facts: both, gaps: [{ ...gap, entity }] },
      )
      return [comparison.groups.map(({ key }) => key), comparison.unseen]
    }
    expect(of('n/1')).toEqual([['replicas'], ['leader']])
    expect(of('')).toEqual([['replicas'], ['leader']])
    expect(of('n/2')).toEqual([['replicas', 'leader'], []])
  })

  test('settings of what is there are always something', () => {
    const { comparison } = compareTold({ facts: { 'n/1': { role: 'x', config: { a: 1 } } } }, { facts: both })
    expect([comparison.groups, comparison.unseen]).toEqual([[], ['config']])
  })

  test('by a fact that was first looked at between the two instants, whichever way round', () => {
    const relation = { ...sameTarget, foundBetween: new Set(['leader']) }
    const [early, late] = [
      { facts: both },
      { facts: { 'n/1': { role: 'x', leader: 1 }, 'm/1': { leader: 2 } } },
    ]
    for (const { comparison } of [
      compareTold({ ...early, at: 1 }, { ...late, at: 2 }, relation),
      compareTold({ ...late, at: 2 }, { ...early, at: 1 }, relation),
    ])
      expect([comparison.groups, comparison.unseen]).toEqual([[], ['leader']])
  })

  test('what held and holds no longer is gone', () => {
    const { comparison } = compareTold({ facts: { 'n/1': { role: 'x', isr: [1] } } }, { facts: both })
    expect(comparison.groups.map(({ says }) => says)).toEqual(['1 → none'])
  })

  test('by what a target says that it does not answer', () => {
    const a = { facts: { 'n/1': { role: 'x', leader: 1 }, 'group/g': { leader: 1 } } }
    const of = (unanswered: readonly string[]) => {
      const { comparison } = compareTold(a, { facts: both, unanswered }, twoTargets)
      return [comparison.groups.map(({ is, kind }) => `${is} ${kind}`), comparison.unseen]
    }
    expect(of(['ask leader'])).toEqual([[], ['leader']])
    expect(of([])).toEqual([['gone group', 'changed n'], []])
  })

  test('numbers that were not read did not move', () => {
    const { comparison } = compareTold(
      { ends: { 'p/0': 5, 'p/1': Number.NaN, 'p/2': 7, 'p/3': 1 } },
      { ends: { 'p/0': 105, 'p/1': 9, 'p/2': 7, 'p/4': 3 } },
    )
    expect(comparison.moved).toEqual([{ entity: 'p/0', metric: 'end', before: 5, after: 105 }])
  })
})

describe('two targets', () => {
  const a = { 'n/1': { role: 'x', address: 'a:1', replicas: [1, 2] }, 'session/1': { role: 'x' } }
  const b = { 'n/1': { role: 'x', address: 'b:1', replicas: [4, 5] }, 'session/2': { role: 'x' } }

  test('are compared by what can be alike, and what was left out is named', () => {
    const { comparison } = compareTold({ facts: a }, { facts: b }, twoTargets)
    expect(comparison.groups).toEqual([])
    expect(comparison.own).toEqual({ entities: 2, facts: ['address'] })
    expect(comparison.alike).toBe(1)
  })

  test('two instants of one are compared by all of it', () => {
    const { comparison } = compareTold({ facts: a }, { facts: b })
    expect(comparison.own).toEqual({ entities: 0, facts: [] })
    expect(comparison.groups.map(({ is, key }) => `${is} ${key}`)).toEqual([
      ...['gone null', 'new null', 'changed address', 'changed replicas'],
    ])
  })
})

test('no more is told than can be read, and how much is left', () => {
  const words = (i: number) => String.fromCodePoint(97 + Math.floor(i / 26), 97 + (i % 26))
  const members = (value: string) =>
    Object.fromEntries(Array.from({ length: 600 }, (_, i) => [words(i), value]))
  const many = compareTold(
    { facts: { 'n/1': { config: members('x') } }, ends: Object.fromEntries(ends(1_000, 1)) },
    { facts: { 'n/1': { config: members('y') } }, ends: Object.fromEntries(ends(1_000, 2)) },
  )
  expect([many.comparison.groups.length, many.comparison.left]).toEqual([500, 100])
  expect([many.comparison.moved.length, many.comparison.movedLeft]).toEqual([200, 800])
  expect(many.marks().says[0]).toMatch(/^config aa x → y · .* and more$/)
  const marks = compareTold({}, { facts: partitions(25_000, () => ({ role: 'x' })) }).marks()
  expect([marks.entities.length, marks.left]).toEqual([20_000, 5_000])
})

const ends = (count: number, factor: number) =>
  Array.from({ length: count }, (_, i) => [`p/${i}`, (i + 1) * factor])
