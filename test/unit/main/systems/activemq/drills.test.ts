import { describe, expect, test } from 'vitest'
import { report } from '../../../../../src/main/systems/activemq/report.ts'
import { openDuring, replayed } from './replayed.ts'

/** Rules that found anything. */
const opened = (findings: readonly { rule: string }[]) =>
  [...new Set(findings.map(({ rule }) => rule.replace('activemq/', '')))].sort()

describe('a master and its slave', () => {
  test('killed: the slave goes on as the same broker, and what the other does can’t be known', async () => {
    await using drill = await replayed('pair-master-killed')
    expect(opened(drill.findings)).toEqual(['restarted'])
    const [first, second] = drill.view('pairs', {}, 1).pairs[0]?.endpoints.map(({ address }) => address) ?? []
    const before = drill.view('pairs', {}, 1)
    const slave = before.strangers[0]?.address
    expect(second).toBeUndefined()
    expect(before.pairs[0]).toMatchObject({ broker: 'pair', master: first, is: 'ok' })
    expect(before.strangers).toMatchObject([{ state: 'refused', role: 'unknown', broker: null }])
    expect(before.pairs[0]?.cannotKnow).toContain('may be the slave of pair')
    const after = drill.view('pairs').pairs[0]
    expect(after).toMatchObject({ master: slave, is: 'ok', rivals: [] })
    expect(after?.history.map(({ endpoint }) => endpoint)).toEqual([slave, first])
    expect(after?.endpoints.find(({ address }) => address === first)).toMatchObject({
      state: 'refused',
      role: 'waiting-or-dead',
    })
    expect(after?.cannotKnow).toContain('waits for the lock, or it is dead')
    expect(drill.judged.at(-1)?.verdicts['broker-down']).toBe('unknown')
    expect(drill.view('overview')).toMatchObject({ is: 'ok', messages: 20 })
    // the queue of the broker is one and the same, before and after
    expect(drill.look().series('queue/pair/orders', 'destination.size', 0).v).toContain(20)
  })

  test('paused: it keeps the lock, and nobody serves until it wakes', async () => {
    await using drill = await replayed('pair-master-paused')
    expect(opened(drill.findings)).toEqual(['broker-down'])
    const [down] = openDuring(drill, 'broker-down broker/pair')
    // paused after 2 s: a deadline of 1.5 s, held for 3 s
    expect(down?.[0]).toBeGreaterThan(4)
    expect(down?.[0]).toBeLessThan(8)
    expect(down?.[1]).toBeLessThan(13)
    expect(drill.findings[0]?.title).toMatch(/Nobody serves pair: .* hangs, and keeps the lock/)
    expect(drill.view('pairs', {}, 8).pairs[0]).toMatchObject({ master: null, is: 'broken' })
    expect(drill.view('overview', {}, 8)).toMatchObject({ is: 'broken', messages: null })
    expect(drill.view('overview')).toMatchObject({ is: 'ok' })
  })
})

test('stranded messages, a bridge that is stopped, and both mended', async () => {
  await using drill = await replayed('stranded')
  expect(opened(drill.findings)).toEqual(['bridge-down', 'stranded'])
  const [lost] = openDuring(drill, 'stranded queue/B/orders')
  const [cut] = openDuring(drill, 'bridge-down networkconnector/B/nc-B')
  expect(lost?.[0]).toBeLessThan(cut?.[0] ?? 0)
  expect(lost?.[1]).toBeGreaterThan(cut?.[1] ?? Infinity)
  const during = drill.view('network', {}, (lost?.[0] ?? 0) + 1)
  expect(during.destinations[0]).toMatchObject({
    name: 'orders',
    isBridged: true,
    stranded: { on: 'B', messages: 25, waiting: ['A'] },
    at: [
      { broker: 'A', messages: 0, localConsumers: 1, networkConsumers: 0 },
      { broker: 'B', messages: 25, localConsumers: 0, networkConsumers: 1 },
    ],
  })
  expect(during.links).toMatchObject([
    { from: 'B', to: 'A', connector: 'nc-B', side: 'configured', carries: 'both', state: 'up' },
    { from: 'A', to: 'B', connector: '#0', side: 'accepted', carries: 'both', state: 'up', out: 30 },
  ])
  const apart = drill.view('network', {}, (cut?.[0] ?? 0) + 1).links
  expect(apart).toMatchObject([{ from: 'B', to: 'A', state: 'down', stateSince: expect.any(Number) }])
  expect(drill.view('overview', {}, (cut?.[0] ?? 0) + 1).bridges).toEqual({ established: 0, configured: 1 })
  // while the bridge is gone it explains what lies there
  const both = drill.judged.find(({ open }) => open.length === 2)?.findings ?? []
  const foundBy = (rule: string) => both.find((one) => one.rule === `activemq/${rule}`)
  expect(foundBy('stranded')?.explainedBy).toBe(foundBy('bridge-down')?.id)
  expect(drill.judged.at(-1)?.open).toEqual([])
  expect(drill.view('overview')).toMatchObject({ is: 'ok', stranded: 0, messages: 0 })
})

describe('one broker with many troubles', () => {
  test('each is told by its own rule, and closed when it is over', async () => {
    await using drill = await replayed('queues')
    expect(opened(drill.findings)).toEqual([
      'dead-letters',
      'durable-pending',
      'hoarding',
      'no-consumer',
      'not-acknowledged',
      'paused',
      'selectors-starve',
    ])
    const titles = drill.findings.map(({ title }) => title.replace(/\d+\.\d+\.\d+\.\d+:\d+/g, 'h'))
    expect(titles).toEqual(
      expect.arrayContaining([
        'Consumers of mails on main hold 10 of 40 messages and acknowledge none: sleeper from tcp://h',
        'hoarder from tcp://h holds 30 of 30 messages of reports on main; 1 other consumers have none',
        'No selector matches what waits in invoices on main: 220 messages, 1 consumers; only the first 200 are looked at',
        'Queue archive on main is paused; 5 messages wait',
      ]),
    )
    expect(drill.judged.at(-1)?.open).toEqual([])
  })

  test('the pages tell what holds of each queue', async () => {
    await using drill = await replayed('queues')
    const second = 25
    const { names, is, deadLetters } = drill.view('destinations', {}, second)
    const standing = Object.fromEntries(names.map((name, i) => [name, is[i]]))
    expect(standing).toMatchObject({
      mails: 'stuck',
      reports: 'stuck',
      invoices: 'undispatched',
      archive: 'paused',
      orders: 'unattended',
      'DLQ.payments': 'dead-letters',
      prices: 'flowing',
    })
    expect(deadLetters[names.indexOf('DLQ.payments')]).toBe(1)
    const mails = drill.view('destination', { broker: 'main', kind: 'queue', name: 'mails' }, second)
    expect(mails).toMatchObject({ size: 40, inFlight: 10, isPaused: false, isDeadLetters: false })
    expect(mails.subscriptions).toMatchObject([
      {
        clientId: 'sleeper',
        prefetch: 10,
        dispatched: 10,
        acknowledged: 0,
        isHolding: true,
        isNetwork: false,
      },
    ])
    const invoices = drill.view('destination', { broker: 'main', kind: 'queue', name: 'invoices' }, second)
    expect(invoices.subscriptions).toMatchObject([{ clientId: 'picky', selector: "region = 'mars'" }])
    expect(invoices.settings).toContainEqual({ key: 'MaxPageSize', value: '200' })
    expect(drill.view('durables', {}, second).rows).toMatchObject([
      { clientId: 'auditor', name: 'audit', topic: 'prices', isActive: false },
    ])
    expect(drill.view('durables').rows).toMatchObject([{ isActive: true, pending: 0 }])
    const connections = drill.view('connections', {}, second)
    expect(connections.rows.find(({ clientId }) => clientId === 'hoarder')).toMatchObject({ holds: 30 })
    expect(connections.brokers).toMatchObject([{ broker: 'main', why: null }])
  })

  test('what may not be read is missing, not nothing: rules that need it are unknown', async () => {
    await using drill = await replayed('queues', (endpoint) => {
      const { Consumers: _, ...beans } = endpoint.beans
      const failure = {
        code: 'forbidden' as const,
        message: 'Jolokia refuses to read Consumers',
        fix: 'allow it',
      }
      return { ...endpoint, beans, failures: { ...endpoint.failures, Consumers: failure } }
    })
    const last = drill.judged.at(-1)
    expect(last?.verdicts).toMatchObject({
      'not-acknowledged': 'unknown',
      'durable-pending': 'unknown',
      undispatched: 'unknown',
      paused: 'ok',
    })
    expect(drill.view('durables')).toMatchObject({ rows: [], why: expect.stringContaining('refuses') })
    const mails = drill.view('destination', { broker: 'main', kind: 'queue', name: 'mails' }, 20)
    expect(mails.subscriptionsWhy).toContain('refuses')
    expect(drill.view('overview').blind).toMatchObject([{ ask: 'Consumers', fix: 'allow it' }])
    expect(drill.view('overview')).toMatchObject({ durablesInactive: null, durablesPending: null })
  })
})

test('a report tells who served, what was joined, and what lay where', async () => {
  await using drill = await replayed('stranded')
  const { topology, configuration } = report(drill.look(15))
  const rowsOf = (title: string) => topology.find((table) => table.title === title)?.rows
  expect(topology.map(({ title }) => title)).toEqual([
    'Brokers',
    'Addresses',
    'Bridges',
    'Queues that hold messages',
  ])
  expect(rowsOf('Brokers')?.map(([key]) => key)).toEqual(['A', 'B'])
  expect(rowsOf('Bridges')?.[0]?.slice(0, 5)).toEqual(['B', 'A', 'nc-B', 'up', 'both ways'])
  expect(rowsOf('Queues that hold messages')).toEqual([['orders', 'B', 'stranded', 25, 0, 0, 1]])
  expect(configuration.map(({ title }) => title)).toEqual(['Limits', 'Network connectors'])
})
