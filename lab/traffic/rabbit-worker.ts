/** Publishers and consumers after a plan, on all kinds of queues. Forked by lab.rabbitTraffic(). */
import { setTimeout as pause } from 'node:timers/promises'
import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage, Options } from 'amqplib'
import { RabbitClient, type RabbitAddress } from './rabbit-client.ts'
import type { RabbitTrafficPlan, RabbitTrafficStats } from './rabbit-plan.ts'
import { declareTopology, names } from './rabbit-topology.ts'
import { runWorker, type Work } from './worker.ts'

interface WorkerPlan extends RabbitTrafficPlan, RabbitAddress {}

const roundMs = 100
const regions = ['eu', 'us', 'asia'] as const
const states = ['paid', 'paid', 'new'] as const
const done = { published: 0, confirmed: 0, consumed: 0, refused: 0, held: 0 }

runWorker<WorkerPlan, RabbitTrafficStats>((plan) => Promise.resolve(start(plan)))

function start(plan: WorkerPlan): Work<RabbitTrafficStats> {
  const clients: RabbitClient[] = []
  const add = (name: string, setUp: (connection: ChannelModel) => Promise<void>) =>
    clients.push(new RabbitClient(name, plan, clients.length, setUp))
  let isDeclared = false
  add('topology', async (connection) => {
    const channel = await connection.createChannel()
    // later a queue may be down with its node: what is there isn't asked for again
    if (!isDeclared) await declareTopology(channel, plan.spareQueues ?? 0)
    isDeclared = true
  })
  const declared = async () => {
    while (!isDeclared) await pause(roundMs)
  }
  addPublishers(plan, (name, setUp) => add(name, (connection) => declared().then(() => setUp(connection))))
  addConsumers(plan, (name, setUp) => add(name, (connection) => declared().then(() => setUp(connection))))
  return {
    isFlowing: () => clients.every(({ isOpen }) => isOpen) && done.confirmed > 0 && done.consumed > 0,
    stats: () => ({
      ...done,
      connections: clients.filter(({ isOpen }) => isOpen).length,
      blocked: clients.some(({ isBlocked }) => isBlocked),
    }),
    stop: async () => void (await Promise.all(clients.map((client) => client.end()))),
  }
}

type Add = (name: string, setUp: (connection: ChannelModel) => Promise<void>) => void
type Send = (exchange: string, key: string, options?: Options.Publish) => void

function addPublishers(plan: WorkerPlan, add: Add): void {
  publisher(add, 'web-shop', plan.ordersPerS, (send, n) => {
    const key = `order.${regions[n % regions.length]}.${states[(n % 7) % states.length]}`
    // of the web shop's own exchange, of the common one, and one order in fifty that nobody wants
    if (n % 50 === 0) send(names.orders, 'refund.eu')
    else if (key === 'order.eu.paid') send('web', key)
    else send(names.orders, key)
    if (n % 40 === 0) send(names.alerts, '', { priority: n % 6 })
  })
  publisher(add, 'click-tracker', plan.clicksPerS, (send, n) =>
    send(names.clicks, n % 3 === 0 ? 'link' : 'page', { persistent: false }),
  )
  publisher(add, 'document-scanner', 4, (send, n) =>
    send(names.documents, '', {
      headers: {
        format: n % 2 === 0 || plan.isCalm === true ? 'pdf' : 'png',
        signed: n % 4 === 0,
        source: n % 5 === 0 ? 'scan' : 'mail',
      },
    }),
  )
}

/** Publishes with confirms, in rounds. While the broker blocks it, nothing is sent that would only pile up here. */
function publisher(add: Add, name: string, perS: number, publish: (send: Send, n: number) => void): void {
  let published = 0
  add(name, async (connection) => {
    const channel = await connection.createConfirmChannel()
    const send = sender(channel)
    let isBlocked = false
    let due = 0
    connection.on('blocked', () => void (isBlocked = true))
    connection.on('unblocked', () => void (isBlocked = false))
    const timer = setInterval(() => {
      if (isBlocked) return
      for (due += (perS * roundMs) / 1000; due >= 1; due--) publish(send, ++published)
    }, roundMs)
    connection.once('close', () => clearInterval(timer))
    channel.on('error', () => void connection.close().catch(() => {}))
  })
}

function sender(channel: ConfirmChannel): Send {
  return (exchange, key, options = {}) => {
    const content = Buffer.from(JSON.stringify({ at: new Date().toISOString(), note: 'x'.repeat(120) }))
    channel.publish(exchange, key, content, { persistent: true, ...options }, (error: unknown) => {
      if (error === null) done.confirmed++
    })
    done.published++
  }
}

function addConsumers(plan: WorkerPlan, add: Add): void {
  consumer(add, 'billing-1', 'orders.billing', 20, refusing(plan.refusedOneIn))
  consumer(add, 'billing-2', 'orders.billing', 20, refusing(plan.refusedOneIn))
  consumer(add, 'shipping', 'orders.shipping', 50, slowly(plan.slowMs))
  consumer(add, 'ledger-1', 'orders.ledger', 10, atOnce)
  consumer(add, 'ledger-2', 'orders.ledger', 10, atOnce)
  consumer(add, 'auditor', 'audit.stream', 100, atOnce, { 'x-stream-offset': 'next' })
  consumer(add, 'mailer', 'alerts.mail', 1, slowly(200))
  consumer(add, 'archiver', 'documents.pdf', 10, atOnce)
  consumer(add, 'sampler', 'clicks.sample', 5, slowly(20))
  consumer(add, 'importer', 'documents.import', 100, plan.isCalm === true ? atOnce : never)
  if (plan.isCalm === true) consumer(add, 'pager', 'alerts.pager', 1, atOnce)
  add('click-counter', async (connection) => {
    const channel = await connection.createChannel()
    await channel.consume('clicks.counter', () => void done.consumed++, { noAck: true })
  })
  add('web-sockets', async (connection) => {
    const channel = await connection.createChannel()
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true })
    await channel.bindQueue(queue, names.alerts, '')
    await channel.consume(queue, () => void done.consumed++, { noAck: true })
  })
}

type Handle = (channel: Channel, message: ConsumeMessage) => Promise<void> | void

function consumer(
  add: Add,
  name: string,
  queue: string,
  prefetch: number,
  work: Handle,
  args: Readonly<Record<string, unknown>> = {},
): void {
  add(name, async (connection) => {
    const channel = await connection.createChannel()
    // its queue moved, or it took too long: begin anew
    const again = () => void connection.close().catch(() => {})
    channel.on('error', again)
    await channel.prefetch(prefetch)
    let last = Promise.resolve()
    const take = (message: ConsumeMessage | null) => {
      if (message === null) return again()
      last = last.then(() => work(channel, message)).catch(() => {})
    }
    await channel.consume(queue, take, { consumerTag: name, arguments: args })
  })
}

function atOnce(channel: Channel, message: ConsumeMessage): void {
  channel.ack(message)
  done.consumed++
}

const never: Handle = () => void done.held++

function slowly(ms: number): Handle {
  return async (channel, message) => {
    await pause(ms)
    atOnce(channel, message)
  }
}

function refusing(oneIn: number): Handle {
  let seen = 0
  return (channel, message) => {
    if (++seen % oneIn !== 0) return atOnce(channel, message)
    channel.reject(message, false)
    done.refused++
  }
}
