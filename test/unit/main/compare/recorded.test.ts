import { describe, expect, test } from 'vitest'
import type { ComparedPlaces } from '../../../../src/main/core/history/questions.ts'
import type { DifferenceIs } from '../../../../src/shared/api/compare.ts'
import { allOf, between, compareOf, linesOf, marksOf, momentsOf, recordings } from './recorded.ts'

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
  test('Kafka: a lost broker', () => {
    const places = between('kafka-broker-lost', 0, 0.5)
    expect(linesOf(places)).toMatchInlineSnapshot(`
      [
        "topology gone broker (1 broker)",
        "topology changed Role in the quorum leader → voter (1 voter)",
        "topology changed Role in the quorum voter → leader (1 voter)",
        "assignment changed Members warehouse-1 returns [0, 1, 2], stock-levels [0, 1, 2] → none (1 group)",
        "assignment changed Assignor RoundRobinAssigner → (empty) (1 group)",
        "ownership changed Leader 2 → 3 (7 partition)",
        "ownership changed Leader 2 → 1 (5 partition)",
        "ownership changed Active controller 2 → 1 (1 cluster)",
        "ownership changed Coordinator 2 → 1 (1 group)",
        "ownership changed Controller epoch 2 → 3 (1 cluster)",
        "state changed ISR 1, 2, 3 → 1, 3 (38 partition)",
        "state changed State Stable → Empty (1 group)",
        "state changed Offline replicas none → 2 (38 partition)",
      ]
    `)
    const marks = marksOf(places)
    expect(marks.is[marks.entities.indexOf('broker/2')]).toBe('gone')
    expect(marks.says[marks.entities.indexOf('topic/orders/1')]).toMatchInlineSnapshot(
      `"Leader 2 → 3 · ISR 1, 2, 3 → 1, 3 · Offline replicas none → 2"`,
    )
  })

  test.each([
    [
      'redis-sentinel-failover',
      [
        'topology changed Role replica → master (1 node)',
        'ownership changed Address given to clients 127.0.0.1:24961 → 127.0.0.1:24962 (3 belief)',
        'state changed State serving → silent (1 node)',
      ],
    ],
    [
      'redis-reshard',
      [
        'assignment changed Its slots 0–5460 → 0–5460, 7954–7977 (1 node)',
        'assignment changed Its slots 5461–10922 → 5461–7953, 7978–10922 (1 node)',
      ],
    ],
    [
      'zookeeper-leader-killed',
      [
        'topology changed Role follower → leader (1 member)',
        'ownership changed Leader 3 → 2 (1 ensemble)',
        'state changed State serving → refused (1 member)',
        'state changed Quorum ok → no-margin (1 ensemble)',
      ],
    ],
    [
      'rabbitmq-memory-alarm',
      ['state changed Alarms none → memory (1 node)', 'state changed State running → blocked (3 connection)'],
    ],
  ])('%s', (recording, lines) => {
    expect(linesOf(between(recording, 0, 0.5))).toEqual(expect.arrayContaining(lines))
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
