import { describe, expect, test } from 'vitest'
import { nodeWords, shortNodes, sinceText } from '../../../../../src/renderer/systems/rabbitmq/node-words.ts'
import { nodesSaid } from '../../../../../src/renderer/systems/rabbitmq/nodes/nodes-said.ts'
import { nodeRow } from './samples.ts'

describe('how a node is', () => {
  test.each([
    ['one that runs', nodeRow(), 'ok', 'running'],
    ['one that hangs', nodeRow({ state: 'hangs' }), 'bad', 'hangs'],
    ['one closed to us', nodeRow({ state: 'closed' }), 'unknown', 'closed to us'],
    ['one nobody speaks of', nodeRow({ state: 'unknown' }), 'unknown', 'not observed'],
    [
      'one out of memory and disk',
      nodeRow({ alarms: ['memory', 'disk'] }),
      'bad',
      'memory alarm, disk alarm',
    ],
    ['one that is cut off', nodeRow({ partitions: ['rabbit@b'], alarms: ['disk'] }), 'bad', 'cut off'],
    ['one that hangs, whatever it said', nodeRow({ state: 'hangs', alarms: ['disk'] }), 'bad', 'hangs'],
  ] as const)('%s', (_, row, tone, word) => {
    expect(nodeWords(row)).toEqual({ tone, word })
  })
})

describe('what is said of nodes', () => {
  const nodes = [nodeRow(), nodeRow({ name: 'rabbit@b' }), nodeRow({ name: 'rabbit@c' })]
  const told = { source: 'prometheus', blockedConnections: 3 } as const

  test('is nothing while all run', () => {
    expect(nodesSaid(nodes, told, 0)).toEqual([])
  })

  test('names the one that hangs, who answers, and where figures come from meanwhile', () => {
    const rows = nodes.map((row, i) => (i === 1 ? { ...row, state: 'hangs' as const, stateSince: 0 } : row))
    const [first, ...rest] = nodesSaid(rows, told, 65_000)
    expect(rest).toEqual([])
    expect(first?.headline).toMatch(/^rabbit@b hangs since .*1\smin\s5\ss\.$/)
    expect(first?.rest).toContain('figures of queues come from the Prometheus endpoints')
    expect(first?.rest).toContain('rabbit@a and rabbit@c answer.')
  })

  test('counts whom an alarm holds back, and does not where that was not observed', () => {
    const rows = nodes.map((row, i) => (i === 0 ? { ...row, alarms: ['memory' as const] } : row))
    expect(nodesSaid(rows, told, 0)[0]).toMatchObject({ tone: 'bad', headline: 'rabbit@a: memory alarm.' })
    expect(nodesSaid(rows, told, 0)[0]?.rest).toContain('3 connections are held back now')
    expect(nodesSaid(rows, undefined, 0)[0]?.rest).not.toMatch(/\d/)
  })

  test('says that peers call a node running which does not answer us', () => {
    const [said] = nodesSaid([nodeRow({ state: 'unreachable', why: 'No route to a:15672.' })], undefined, 0)
    expect(said).toMatchObject({
      headline: 'rabbit@a is not reached.',
      rest: 'No route to a:15672. Its peers say that it runs.',
    })
  })

  test('tells a split from both sides in one sentence', () => {
    const rows = [
      nodeRow({ partitions: ['rabbit@b'] }),
      nodeRow({ name: 'rabbit@b', partitions: ['rabbit@a'] }),
    ]
    expect(nodesSaid(rows, undefined, 0).map(({ headline }) => headline)).toEqual([
      'The cluster is split: rabbit@a is cut off from rabbit@b; rabbit@b is cut off from rabbit@a.',
    ])
  })
})

test.each([
  [['rabbit@a', 'rabbit@b'], 'rabbit@a', 'a'],
  [['rabbit-1@localhost', 'rabbit-2@localhost'], 'rabbit-1@localhost', 'rabbit-1'],
  [['x@a', 'y@b'], 'x@a', 'x@a'],
  [['rabbit@a'], 'rabbit@a', 'rabbit@a'],
])('of %j %s is called %s', (names, name, short) => {
  expect(shortNodes(names)(name)).toBe(short)
})

test('what has just begun has not lasted', () => {
  expect(sinceText(1000, 1200)).toMatch(/^since \d\d:\d\d:\d\d$/)
  expect(sinceText(null, 1200)).toBe('')
})
