import { readFile } from 'node:fs/promises'
import { connect } from 'amqplib'
import { expect, test } from 'vitest'
import { lab } from '../../../lab/index.ts'
import { until } from '../../../lab/until.ts'
import { connectionTo, credentialsOf, Observing, tryConnect } from './observing.ts'

test('without statistics, and over TLS: messages by totals, consumers by the nodes’ own endpoints', async () => {
  await using cluster = await lab.rabbit({
    nodes: 1,
    tls: true,
    settings: { rabbitmq_management_agent: { disable_metrics_collector: 'true' } },
  })
  const ca = cluster.certificates?.ca ?? ''
  const endpoints = cluster.servers.map(({ endpoint }) => endpoint)
  const credentials = credentialsOf('admin')
  const plain = await tryConnect(connectionTo(endpoints, { credentials }))
  expect(plain.error).toMatchObject({ code: 'tls', fix: expect.stringContaining('rabbitmq+https') })
  const unknown = await tryConnect(connectionTo(endpoints, { credentials, options: { tls: 'on' } }))
  expect(unknown.error).toMatchObject({ code: 'tls' })

  const connection = await connect(cluster.amqpUrl(1), { ca: [await readFile(ca)] })
  await using _ = { [Symbol.asyncDispose]: () => connection.close() }
  const channel = await connection.createConfirmChannel()
  await channel.assertQueue('kept')
  await channel.assertQueue('taken')
  await channel.consume('taken', () => {})
  for (let i = 0; i < 3; i++) channel.sendToQueue('kept', Buffer.from('x'))
  await channel.waitForConfirms()

  // without statistics nobody tells where the endpoint is, and the lab’s is not where it usually would be
  const prometheus = new URL(cluster.server(1).prometheusUrl).host
  await using observing = await Observing.open(cluster, { options: { tls: 'on', ca, prometheus } })
  const seen = (name: string) => {
    const { names, ready, consumers } = observing.view('queues', { vhost: 'shop' })
    return { ready: ready[names.indexOf(name)], consumers: consumers[names.indexOf(name)] }
  }
  await until(
    'figures have come',
    async () => {
      await observing.sample()
      return seen('kept').ready === 3 && seen('taken').consumers === 1
    },
    { withinMs: 20_000, everyMs: 500, seen: () => [seen('kept'), seen('taken')] },
  )
  const { rates, ready } = observing.view('overview')
  expect(rates.publish).toBeNull()
  expect(ready).toBe(3)
  expect(observing.view('nodes').rows[0]?.memory).toBeGreaterThan(1e7)
}, 60_000)
