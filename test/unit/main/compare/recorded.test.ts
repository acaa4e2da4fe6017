import { describe, expect, test } from 'vitest'
import type { ComparedPlaces } from '../../../../src/main/core/history/questions.ts'
import type { DifferenceIs } from '../../../../src/shared/api/compare.ts'
import { allOf, between, compareOf, lineOf, linesOf, marksOf, momentsOf, recordings } from './recorded.ts'

const shares = [0.05, 0.3, 0.55, 1]

describe.each(recordings)('%s', (recording) => {
  test('a moment differs in nothing from itself', () => {
    for (const moment of momentsOf(recording))
      for (const share of shares) {
        const places = { places: [moment(share), moment(share)] } as const
        const { groups, moved, unseen, alike } = compareOf(places)
        expect({ groups, moved, unseen }).toEqual({ groups: [], moved: [], unseen: [] })
        expect(alike).toBeGreaterThan(0)
        expect(marksOf(places).entities).toEqual([])
      }
  })

  test('seen from the other side, all is the other way round', () => {
    for (const moment of momentsOf(recording)) {
      const [a, b] = [moment(0.1), moment(0.9)]
      const there = { places: [a, b] } as const
      const back = { places: [b, a] } as const
      expect(toldOf(back)).toEqual(mirrored(toldOf(there)))
      const [one, other] = [compareOf(there), compareOf(back)]
      expect(other.unseen).toEqual(one.unseen)
      expect(other.alike).toBe(one.alike)
      expect(sorted(other.groups.map(({ count }) => count))).toEqual(
        sorted(one.groups.map(({ count }) => count)),
      )
      expect(sorted(other.moved.map(({ before, after }) => [after, before]))).toEqual(
        sorted(one.moved.map(({ before, after }) => [before, after])),
      )
    }
  })

  test('groups have ids of their own, which stay, and tell of every entity once', () => {
    for (const moment of momentsOf(recording)) {
      const places = { places: [moment(0.1), moment(0.9)] } as const
      const { groups } = compareOf(places)
      const ids = groups.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(compareOf(places).groups.map(({ id }) => id)).toEqual(ids)
      for (const group of groups) {
        const all = allOf(places, group)
        expect(all).toHaveLength(group.count)
        expect(new Set(all.map(({ entity }) => entity)).size).toBe(group.count)
        expect(all.slice(0, group.differences.length)).toEqual(group.differences)
      }
    }
  })
})

type Told = readonly [key: string, is: DifferenceIs, entity: string, before: string, after: string]

function toldOf(places: ComparedPlaces): readonly Told[] {
  const told = compareOf(places).groups.flatMap((group) =>
    allOf(places, group).map(({ entity, before, after }): Told => [
      `${group.area} ${group.key} ${group.member}`,
      group.is,
      entity,
      JSON.stringify(before),
      JSON.stringify(after),
    ]),
  )
  return sorted(told)
}

function mirrored(told: readonly Told[]): readonly Told[] {
  const other = { changed: 'changed', new: 'gone', gone: 'new' } as const
  return sorted(told.map(([key, is, entity, before, after]): Told => [key, other[is], entity, after, before]))
}

/** As texts: whatever the order, what is the same stands at the same place. */
function sorted<T>(list: readonly T[]): readonly T[] {
  return list.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

describe('what each recording is about is what differs', () => {
  test('kafka-broker-lost: the broker, who leads instead, and which replicas lack', () => {
    const places = between('kafka-broker-lost', 0, 0.5)
    const { groups } = compareOf(places)
    const of = (key: string | null) => groups.filter((group) => group.key === key)
    expect(of(null).map(lineOf)).toEqual(['topology gone broker (1 broker)'])
    const lost = Number(of(null)[0]?.differences[0]?.entity.split('/')[1])
    const leaders = of('partition.leader').flatMap((group) => allOf(places, group))
    expect(leaders.length).toBeGreaterThan(5)
    expect(new Set(leaders.map(({ before }) => before))).toEqual(new Set([lost]))
    for (const { before, after } of of('partition.isr').flatMap((group) => allOf(places, group)))
      expect(
        (before as readonly number[]).filter((id) => !(after as readonly number[]).includes(id)),
      ).toEqual([lost])
    expect(of('partition.isr')[0]?.count).toBeGreaterThan(20)
    expect(of('partition.offline').map(({ says }) => says)).toEqual([`none → ${lost}`])
    const marks = marksOf(places)
    expect(marks.is[marks.entities.indexOf(`broker/${lost}`)]).toBe('gone')
    const moved = marks.says[marks.entities.indexOf(leaders[0]!.entity)]
    expect(moved).toMatch(new RegExp(`^Leader ${lost} → \\d · ISR .* · Offline replicas none → ${lost}$`))
  })

  test.each([
    [
      'redis-sentinel-failover',
      [
        /^topology changed Role replica → master \(1 node\)$/,
        /^ownership changed Address given to clients \S+ → \S+ \(3 beliefs?\)$/,
        /^state changed State serving → silent \(1 node\)$/,
      ],
    ],
    ['redis-reshard', [/^assignment changed Its slots (\d+)–(\d+) → \1–\2, \d+–\d+ \(1 node\)$/]],
    [
      'zookeeper-leader-killed',
      [
        /^topology changed Role follower → leader \(1 member\)$/,
        /^ownership changed Leader \d → \d \(1 ensemble\)$/,
        /^state changed State serving → refused \(1 member\)$/,
        /^state changed Quorum ok → no-margin \(1 ensemble\)$/,
      ],
    ],
    [
      'rabbitmq-memory-alarm',
      [
        /^state changed Alarms none → memory \(1 node\)$/,
        /^state changed State running → blocked \(\d+ connection\)$/,
      ],
    ],
  ])('%s', (recording, wanted) => {
    const lines = linesOf(between(recording, 0, 0.5))
    for (const line of wanted) expect(lines).toContainEqual(expect.stringMatching(line))
  })

  test('activemq-stranded: a queue is new, and who uses it', () => {
    const { groups } = compareOf(between('activemq-stranded', 0, 0.5))
    const isNew = groups.filter(({ is }) => is === 'new')
    expect(isNew.map(({ kind, count }) => [kind, count])).toEqual(
      expect.arrayContaining([
        ['queue', 2],
        ['consumer', 2],
      ]),
    )
    const queues = isNew.find(({ kind }) => kind === 'queue')
    expect(queues?.differences.map(({ entity }) => entity)).toEqual(['queue/A/shifts', 'queue/B/shifts'])
    expect(groups.filter(({ is }) => is === 'gone')).toEqual([])
  })
})
