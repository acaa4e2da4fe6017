import type { Parameters } from '../../../../../shared/api/experiments.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import {
  ackPlan,
  fatalNumber,
  foldAcks,
  type QueueSeen,
} from '../../../../../shared/systems/activemq-acks.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import { queueOn } from '../cleaner.ts'
import type { AckingWorkerOptions } from '../clients/acking-worker.ts'
import type { ClerkOptions } from '../clients/clerk.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { QueueWatch } from '../queue-watch.ts'

const limitMs = 30_000

const says = {
  auto: 'with ack:auto',
  client: 'with ack:client, one ACK at the end of a batch',
  'client-individual': 'with ack:client-individual, an ACK after each message',
  transacted: 'BEGIN, the work and its ACKs, COMMIT at the end of a batch',
} as const

export function steps(parameters: Parameters): readonly Step[] {
  const plan = ackPlan(parameters)
  const { mode, crash, messages, batch } = plan
  let watch: QueueWatch
  let clerk: Actor
  let first: Actor
  let second: Actor
  const orders = (context: RunContext) => context.name('orders')
  const worker = (context: RunContext, name: string, haltIn: AckingWorkerOptions['haltIn']) => {
    const options: AckingWorkerOptions = {
      ...{ mode, batch, haltIn, access: watch.stomp.access },
      clientId: context.name(name),
      input: orders(context),
      output: context.name('done'),
    }
    return context.actor(name, 'acking-worker', optionsOf(options))
  }
  return [
    {
      id: 'send',
      title: 'Send the orders',
      says: `${messages} persistent messages, numbered from 0, to a queue of the run`,
      async run(context) {
        watch = context.hold(await QueueWatch.open(context, orders(context)))
        for (const part of ['orders', 'done'])
          context.creating(queueOn(watch.stomp.broker.name, context.name(part)))
        const options: ClerkOptions = { access: watch.stomp.access, clientId: context.name('clerk') }
        clerk = await context.actor('clerk', 'clerk', optionsOf(options))
        await clerk.ask('send', { queue: orders(context), count: messages }, context.signal)
        watch.follow(tellQueue)
      },
    },
    {
      id: 'work',
      title: 'Work',
      says: `A consumer with prefetch 1000 takes ${batch} at a time, ${says[mode]}`,
      async run(context) {
        first = await worker(context, 'consumer-1', { number: fatalNumber(plan), at: crash })
        const hasHalted = () => context.entries().some(({ what }) => what === 'halted')
        await context.until('the consumer in the middle of a batch', hasHalted, limitMs)
      },
    },
    {
      id: 'crash',
      title: 'Kill the consumer',
      says: 'Its thread is ended as kill −9 ends a process: no DISCONNECT, its socket closes',
      async run(context) {
        await first.kill()
        context.tell('client', 'consumer-1', { what: 'killed', says: 'killed, no goodbye', tone: 'bad' })
        await watch.until(
          'the broker has let go of the consumer',
          ({ consumers }) => consumers === 0,
          limitMs,
        )
      },
    },
    {
      id: 'takeover',
      title: 'Another takes over',
      says: 'A second consumer, alike, subscribes and takes what there is',
      async run(context) {
        second = await worker(context, 'consumer-2', null)
        await watch.until('the queue is empty', ({ size }) => size === 0, limitMs)
        await second.ask('settled', null, context.signal)
      },
    },
    {
      id: 'look',
      title: 'Look at what was done',
      says: 'Everything is taken out of the queue done',
      async run(context) {
        await clerk.ask('takeAll', context.name('done'), context.signal)
      },
    },
  ]
}

/** Told when it changes. */
function tellQueue(context: RunContext, { size, inFlight, consumers }: QueueSeen): void {
  const before = foldAcks(context.entries()).queue
  if (before?.size === size && before.inFlight === inFlight && before.consumers === consumers) return
  const data: Json = { size, inFlight, consumers }
  const text = `${size} in the queue, ${inFlight} of them handed to ${consumers} consumer${consumers === 1 ? '' : 's'}`
  context.tell('observed', 'queue', { what: 'queue', says: text, data })
}
