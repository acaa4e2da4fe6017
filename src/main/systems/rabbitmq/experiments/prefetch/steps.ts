import type { Parameters } from '../../../../../shared/api/experiments.ts'
import {
  expectedSharing,
  foldPrefetch,
  prefetchPlan,
  type PrefetchPlan,
  workers,
} from '../../../../../shared/systems/rabbitmq-prefetch-run.ts'
import type { Actor, RunContext, Step } from '../../../experiment.ts'
import { Clients, countOf } from '../clients/start.ts'
import { creatingIn, lifeOf, makePlace } from '../place.ts'

/** Beyond what theory needs: threads, timers and lines of a busy machine. */
const slackMs = 30_000
const lookHz = 8

interface Scene {
  readonly clients: Clients
  readonly hand: Actor
  readonly publisher: Actor
}

export function steps(parameters: Parameters): readonly Step[] {
  const plan = prefetchPlan(parameters)
  const { prefetch, messages, workMs } = plan
  let scene: Scene
  return [
    {
      id: 'declare',
      title: 'Declare a queue',
      says: 'A classic queue, and a fanout exchange before it',
      run: async (context) => void (scene = await declare(context)),
    },
    {
      id: 'subscribe',
      title: 'Two workers subscribe',
      says: `basic.qos ${prefetch} and basic.consume, each on a connection of its own: slow takes ${workMs.slow} ms for a message, fast ${workMs.fast} ms`,
      async run(context) {
        const queue = context.name('work')
        for (const name of workers)
          context.hold(
            await scene.clients.worker(name, { queue, prefetch, workMs: workMs[name], then: 'done' }),
          )
      },
    },
    {
      id: 'publish',
      title: 'All messages come at once',
      says: `${messages} numbered messages, each confirmed by the broker`,
      async run(context) {
        context.hold(watchQueue(context, scene.hand))
        await scene.publisher.ask('publish', { from: 0, to: messages }, context.signal)
      },
    },
    {
      id: 'drain',
      title: 'Work until nothing is left',
      says: 'Until each message is acknowledged: ready and unacknowledged are 0',
      run: (context) => drain(context, plan),
    },
  ]
}

async function declare(context: RunContext): Promise<Scene> {
  const { signal } = context
  const place = await makePlace(context)
  const clients = new Clients(context, place)
  const [queue, exchange] = [context.name('work'), context.name('in')]
  const hand = context.hold(await clients.hand())
  creatingIn(place, context, 'queue', queue)
  const given = { 'x-queue-type': 'classic', ...lifeOf(place) }
  await hand.ask('makeQueue', { name: queue, arguments: given }, signal)
  creatingIn(place, context, 'exchange', exchange)
  await hand.ask('makeExchange', { name: exchange, autoDelete: !place.isOwn }, signal)
  await hand.ask('bind', { queue, exchange }, signal)
  const publisher = context.hold(await clients.publisher('publisher', { exchange }))
  return { clients, hand, publisher }
}

function watchQueue(context: RunContext, hand: Actor): Disposable {
  let last: number | undefined
  return context.watch(lookHz, async (signal) => {
    const ready = await countOf(hand, context.name('work'), signal)
    if (ready === last) return
    last = ready
    context.tell('observed', 'queue', { what: 'ready', says: '', data: { ready } })
  })
}

async function drain(context: RunContext, plan: PrefetchPlan): Promise<void> {
  const limitMs = expectedSharing(plan).drainMs * 2 + slackMs
  const isDone = () => {
    const done = foldPrefetch(context.entries()).workers.reduce((sum, worker) => sum + worker.done, 0)
    return done >= plan.messages
  }
  await context.until('every message acknowledged', isDone, limitMs)
  const says = `all ${plan.messages} messages are acknowledged`
  context.tell('observed', 'queue', { what: 'drained', says, tone: 'ok', data: {} })
}
