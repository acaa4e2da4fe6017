import { expect, test } from 'vitest'
import { parseCommand } from '../../../lab/cli/arguments.ts'

test('up takes kinds and options', () => {
  expect(parseCommand(['up', 'kafka', 'zookeeper', '--traffic', '--brokers', '1', '--json'])).toEqual({
    do: 'up',
    kinds: ['kafka', 'zookeeper'],
    traffic: true,
    sasl: false,
    brokers: 1,
    voters: 3,
    observers: 1,
    json: true,
    withParent: false,
  })
})

test('drills name a server, and the cluster if there are several', () => {
  expect(parseCommand(['pause', '2'])).toEqual({ do: 'pause', server: '2', cluster: undefined })
  expect(parseCommand(['kill', 'zookeeper-1', '--of', 'kafka-zk'])).toEqual({
    do: 'kill',
    server: 'zookeeper-1',
    cluster: 'kafka-zk',
  })
  expect(parseCommand(['down'])).toEqual({ do: 'down', cluster: undefined })
  expect(parseCommand([])).toEqual({ do: 'help' })
})

test.each([
  [['up'], 'up what?'],
  [['up', 'redis'], 'There is no redis'],
  [['up', 'kafka', '--brokers', '2'], '2 is not one of 1, 3'],
  [['kill'], 'kill what?'],
  [['fly'], 'There is no command fly'],
  [['up', 'kafka', '--colour'], 'colour'],
])('%j is refused with what is wrong and the usage', (args, message) => {
  expect(() => parseCommand(args)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message) }),
  )
  expect(() => parseCommand(args)).toThrow(
    expect.objectContaining({ fix: expect.stringContaining('npm run lab') }),
  )
})
