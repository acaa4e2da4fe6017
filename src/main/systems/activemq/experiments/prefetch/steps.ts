import type { Parameters, RunEntry } from '../../../../../shared/api/experiments.ts'
import { foldPrefetch, prefetchPlan } from '../../../../../shared/systems/activemq-prefetch.ts'
import type { RunContext, Step } from '../../../experiment.ts'
import { queueOn } from '../cleaner.ts'
import type { ClerkOptions } from '../clients/clerk.ts'
import type { PacedConsumerOptions } from '../clients/paced-consumer.ts'
import { optionsOf } from '../../../base/options-of.ts'
import { QueueWatch } from '../queue-watch.ts'

const soonMs = 20_000
const hz = 10

export function steps(parameters: Parameters): readonly Step[] {
  const { prefetch, messages, workMs, head } = prefetchPlan(parameters)
  let watch: QueueWatch
  const consumer = (context: RunContext, name: string) => {
    const options: PacedConsumerOptions = {
      ...{ prefetch, workMs, access: watch.stomp.access },
      clientId: context.name(name),
      queue: context.name('orders'),
    }
    return context.actor(name, 'paced-consumer', optionsOf(options))
  }
  const done = (entries: readonly RunEntry[]) =>
    foldPrefetch(entries).consumers.reduce((sum, { workedAt }) => sum + workedAt.length, 0)
  return [
    {
      id: 'send',
      title: 'Fill a queue',
      says: `${messages} persistent messages, before anybody listens`,
      async run(context) {
        const queue = context.name('orders')
        watch = context.hold(await QueueWatch.open(context, queue))
        context.creating(queueOn(watch.stomp.broker.name, queue))
        const options: ClerkOptions = { access: watch.stomp.access, clientId: context.name('clerk') }
        await using clerk = await context.actor('clerk', 'clerk', optionsOf(options))
        await clerk.ask('send', { queue, count: messages }, context.signal)
        context.watch(hz, (signal) => tellHeld(context, watch, signal))
      },
    },
    {
      id: 'first',
      title: 'One consumer begins',
      says: `With prefetch ${prefetch}; each message takes ${workMs} ms and is acknowledged by itself`,
      async run(context) {
        await consumer(context, 'consumer-1')
        const limitMs = soonMs + 2 * head * workMs
        await context.until(`${head} are done`, (entries) => done(entries) >= head, limitMs)
      },
    },
    {
      id: 'second',
      title: 'Another comes to help',
      says: 'As fast as the first, with the same prefetch',
      async run(context) {
        await consumer(context, 'consumer-2')
        const limitMs = soonMs + 2 * messages * workMs
        await context.until('all are done', (entries) => done(entries) >= messages, limitMs)
        await watch.until('the queue is empty', ({ size }) => size === 0, soonMs)
        await tellHeld(context, watch, context.signal)
      },
    },
  ]
}

/** What each consumer holds, told when it changes. */
async function tellHeld(context: RunContext, watch: QueueWatch, signal: AbortSignal): Promise<void> {
  const [{ size, inFlight }, byClient] = await Promise.all([watch.read(signal), watch.held(signal)])
  const held = Object.fromEntries(
    ['consumer-1', 'consumer-2'].flatMap((name) => {
      const count = byClient.get(context.name(name))
      return count === undefined ? [] : [[name, count] as const]
    }),
  )
  const before = foldPrefetch(context.entries()).queue.at(-1)
  if (
    before?.size === size &&
    before.inFlight === inFlight &&
    JSON.stringify(before.held) === JSON.stringify(held)
  )
    return
  const words = Object.entries(held).map(([name, count]) => `${name} holds ${count}`)
  const says = [`${size} in the queue`, ...words].join(', ')
  context.tell('observed', 'queue', { what: 'queue', says, data: { size, inFlight, held } })
}
