import { describe, expect, test } from 'vitest'
import { silentNodes } from '../../../../../src/renderer/systems/rabbitmq/node-words.ts'
import { asSeen } from '../../../../../src/renderer/systems/rabbitmq/quorum/as-seen.ts'
import { quorumSaid } from '../../../../../src/renderer/systems/rabbitmq/quorum/quorum-said.ts'
import { leaderShare } from '../../../../../src/renderer/systems/rabbitmq/quorum/share.ts'
import type { QuorumData } from '../../../../../src/shared/systems/rabbitmq-queue-views.ts'

type Row = QuorumData['rows'][number]

const row = (more: Partial<Row> = {}): Row => ({
  ...{ vhost: '/', name: 'orders', leader: 0, leaderSince: null, members: ['online', 'online', 'online'] },
  ...{ online: 3, size: 3, spare: 1, ready: 0, unacked: 0, strangers: [], leaders: 1 },
  ...more,
})
const data = (rows: readonly Row[], leads = [1, 0, 0]): QuorumData => ({
  nodes: ['a', 'b', 'c'],
  rows,
  leads,
})
const nodes = (b: 'running' | 'hangs' | 'stopped') => [
  { name: 'a', state: 'running' as const },
  { name: 'b', state: b },
  { name: 'c', state: 'running' as const },
]

describe('a member on a node that hangs', () => {
  test('is not counted as online, whatever was told before', () => {
    const [seen] = asSeen(data([row()]), silentNodes(nodes('hangs'))).rows
    expect(seen).toMatchObject({ members: ['online', 'unknown', 'online'], online: 2, spare: 0 })
  })

  test('is left as it is where its peers already say that it is gone, and where all answer', () => {
    const told = data([row({ members: ['online', 'offline', 'online'], online: 2, spare: 0 })])
    expect(asSeen(told, silentNodes(nodes('hangs')))).toEqual(told)
    expect(asSeen(told, silentNodes(nodes('running')))).toBe(told)
  })

  test('is named as what is missing', () => {
    const said = quorumSaid(asSeen(data([row()]), silentNodes(nodes('hangs'))))
    expect(said).toMatchObject([
      { tone: 'warn', headline: '1 queue stops if one more member goes.', rest: 'b is missing.' },
    ])
  })
})

describe('what is said of quorum queues', () => {
  test('is nothing while all have a member to spare', () => {
    expect(quorumSaid(data([row()]))).toEqual([])
  })

  test('puts a lost majority first', () => {
    const said = quorumSaid(
      data([row(), row({ name: 'jobs', spare: -1, online: 1 }), row({ name: 'x', strangers: ['old'] })]),
    )
    expect(said.map(({ tone }) => tone)).toEqual(['bad', 'warn'])
    expect(said[0]?.headline).toBe('jobs has no majority: nothing goes in or out.')
  })

  test('calls leaders uneven only where there are enough of them', () => {
    expect(leaderShare(data([], [3, 0, 0])).isSkewed).toBe(false)
    expect(leaderShare(data([], [20, 3, 2]))).toMatchObject({ busiest: 'a', share: 0.8, isSkewed: true })
    expect(leaderShare(data([], [9, 8, 8])).isSkewed).toBe(false)
  })
})
