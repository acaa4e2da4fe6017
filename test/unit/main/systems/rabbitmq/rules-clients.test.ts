import { describe, expect, test } from 'vitest'
import { channelLeak } from '../../../../../src/main/systems/rabbitmq/rules/channel-leak.ts'
import { confirmsLag } from '../../../../../src/main/systems/rabbitmq/rules/confirms-lag.ts'
import { connectionChurn } from '../../../../../src/main/systems/rabbitmq/rules/connection-churn.ts'
import { diskLimit } from '../../../../../src/main/systems/rabbitmq/rules/disk-limit.ts'
import { limitAhead } from '../../../../../src/main/systems/rabbitmq/rules/limit-ahead.ts'
import { noConfirms } from '../../../../../src/main/systems/rabbitmq/rules/no-confirms.ts'
import {
  quorumAtRisk,
  quorumMajority,
} from '../../../../../src/main/systems/rabbitmq/rules/quorum-majority.ts'
import { quorumMembers } from '../../../../../src/main/systems/rabbitmq/rules/quorum-members.ts'
import { unroutable } from '../../../../../src/main/systems/rabbitmq/rules/unroutable.ts'
import { binding, channel, everyS, exchange, last, node, observed, queue } from './story.ts'
import { judgedAt } from '../told.ts'

describe('publishing', () => {
  test('Q16: nothing is bound, or no binding takes it', async () => {
    const publishing = (i: number) => ({
      'exchange/v/e': { 'exchange.published_in': 10 * i, 'exchange.published_out': 0 },
      cluster: { 'cluster.dropped': 10 * i },
    })
    expect(await last(unroutable, [exchange('e')], publishing)).toEqual(['cluster', 'exchange/v/e'])
    const bound = [exchange('e'), queue('q'), binding('e', 'q', 'x')]
    expect(await last(unroutable, bound, publishing)).toEqual(['cluster'])
    expect(await last(unroutable, [exchange('e')])).toEqual([])
  })

  test('Q17: to queues that last, without confirms', async () => {
    const publishing = (i: number) => ({ 'channel/c': { 'channel.publish': 10 * i } })
    const facts = (confirm: boolean) => [queue('q'), channel('c', { confirm })]
    expect(await last(noConfirms, facts(false), publishing)).toEqual(['vhost/v'])
    expect(await last(noConfirms, facts(true), publishing)).toEqual([])
    expect(await last(noConfirms, facts(false))).toEqual([])
  })

  test('Q18: confirms fall behind', async () => {
    const unconfirmed = (of: (i: number) => number) => (i: number) => ({
      'channel/c': { 'channel.unconfirmed': of(i), 'channel.publish': i },
    })
    expect(
      await last(
        confirmsLag,
        [channel('c')],
        unconfirmed((i) => 100 + 10 * i),
      ),
    ).toEqual(['channel/c'])
    expect(
      await last(
        confirmsLag,
        [channel('c')],
        unconfirmed(() => 200),
      ),
    ).toEqual([])
  })
})

describe('members of quorum queues', () => {
  const three = ['a', 'b', 'c'].map(node)
  const members = (all: readonly string[], online: readonly string[]) =>
    queue(
      'q',
      { 'x-queue-type': 'quorum' },
      { 'queue.members': all, 'queue.online': online, 'queue.leader': 'a' },
    )

  test('Q20: a majority is missing, or the next one would take it', async () => {
    const online = (...names: string[]) => [...three, members(['a', 'b', 'c'], names)]
    expect(await last(quorumMajority, online('a'))).toEqual(['queue/v/q'])
    expect(await last(quorumMajority, online('a', 'b'))).toEqual([])
    expect(await last(quorumAtRisk, online('a', 'b'))).toEqual(['cluster'])
    expect(await last(quorumAtRisk, online('a', 'b', 'c'))).toEqual([])
  })

  test('Q21: too few, an even number, or a stranger', async () => {
    const of = (...names: string[]) => [...three, members(names, names)]
    expect(await last(quorumMembers, of('a'))).toEqual(['vhost/v'])
    expect(await last(quorumMembers, of('a', 'b'))).toEqual(['vhost/v'])
    expect(await last(quorumMembers, of('a', 'b', 'gone'))).toEqual(['queue/v/q'])
    expect(await last(quorumMembers, of('a', 'b', 'c'))).toEqual([])
  })
})

describe('clients', () => {
  test('Q25: a connection for each message', async () => {
    const churn = (open: number) => (i: number) => ({
      cluster: {
        'cluster.connections_opened': 100 * i,
        'cluster.connections_closed': 98 * i,
        'cluster.connections': open,
      },
    })
    expect(await last(connectionChurn, [], churn(20))).toEqual(['cluster'])
    // as many as are open anyway come and go: a deployment, not a habit
    expect(await last(connectionChurn, [], churn(5000))).toEqual([])
  })

  test('Q26: ever more channels on one connection', async () => {
    const channels = (of: (i: number) => number) => (i: number) => ({
      'connection/x': { 'connection.channels': of(i) },
    })
    expect(
      await last(
        channelLeak,
        [],
        channels((i) => 10 + 2 * i),
      ),
    ).toEqual(['connection/x'])
    expect(
      await last(
        channelLeak,
        [],
        channels((i) => 10 + (i % 3)),
      ),
    ).toEqual([])
  })
})

describe('limits of nodes', () => {
  test('Q03: the disk alarm would come too late', async () => {
    const limits = (disk: number) => () => ({
      'node/a': { 'node.disk_limit': disk, 'node.memory_limit': 1000 },
    })
    expect(await last(diskLimit, [node('a')], limits(50))).toEqual(['cluster'])
    expect(await last(diskLimit, [node('a')], limits(1000))).toEqual([])
  })

  test('Q02: the watermark comes before the backlog is drained', async () => {
    const story = (grows: number, ackedPerStep: number) => async () => {
      const told = Array.from({ length: 25 }, (_, i) => ({
        facts: { ...observed, ...node('a') },
        values: {
          'node/a': { 'node.memory': 600 + grows * i, 'node.memory_limit': 1000 },
          cluster: { 'cluster.publish': 10 * i, 'cluster.ack': ackedPerStep * i, 'cluster.ready': 5000 },
        },
      }))
      return (await judgedAt(limitAhead, everyS, told)).at(-1)
    }
    expect(await story(10, 0)()).toEqual(['node/a'])
    expect(await story(0, 0)()).toEqual([])
    // drained in 10 s
    expect(await story(10, 5010)()).toEqual([])
  })
})
