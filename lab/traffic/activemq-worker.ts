/** Producers and consumers after a plan, each a connection of its own that comes back. Forked by lab.activemqTraffic(). */
import { setTimeout as pause } from 'node:timers/promises'
import { StompClient, type StompLogin, type StompMessage } from '../activemq/stomp.ts'
import type {
  ActiveMqTrafficPlan,
  ActiveMqTrafficStats,
  ConsumerPlan,
  ProducerPlan,
} from './activemq-plan.ts'
import { runWorker, type Work } from './worker.ts'

interface WorkerPlan extends ActiveMqTrafficPlan {
  /** Of STOMP. */
  readonly endpoints: readonly string[]
  /** Whether only one of them serves, whichever it is. */
  readonly isPair: boolean
  readonly login: StompLogin
}

const redialMs = 500
/** A broker that hangs takes no more than so many messages unanswered. */
const unansweredLimit = 200

runWorker<WorkerPlan, ActiveMqTrafficStats>(start)

async function start(plan: WorkerPlan): Promise<Work<ActiveMqTrafficStats>> {
  const all = new Clients(plan)
  for (const away of plan.away) await all.registerAway(away)
  for (const consumer of plan.consumers) all.keep(consumer, (client) => consume(client, consumer, all.done))
  for (const producer of plan.producers) all.keep(producer, (client) => produce(client, producer, all.done))
  const planned = plan.consumers.length + plan.producers.length
  return {
    isFlowing: () => all.connected === planned && all.done.sent > 0 && all.done.consumed > 0,
    stats: () => ({ ...all.done, connected: all.connected }),
    stop: () => all.stop(),
  }
}

type Done = { -readonly [K in Exclude<keyof ActiveMqTrafficStats, 'connected'>]: number }

/** Connections that are dialled again until the end. */
class Clients {
  readonly done: Done = { sent: 0, consumed: 0, refused: 0, failed: 0 }
  readonly #plan: WorkerPlan
  readonly #open = new Set<StompClient>()
  #isStopped = false

  constructor(plan: WorkerPlan) {
    this.#plan = plan
  }

  get connected(): number {
    return [...this.#open].filter(({ isOpen }) => isOpen).length
  }

  keep(who: { readonly clientId: string; readonly at: number }, begin: (client: StompClient) => void): void {
    const goOn = async () => {
      for (let attempt = 0; !this.#isStopped; attempt++) {
        const client = await this.#dial(who.clientId, who.at, attempt).catch(() => undefined)
        if (client !== undefined) {
          this.#open.add(client)
          begin(client)
          while (client.isOpen && !this.#isStopped) await pause(redialMs)
          this.#open.delete(client)
        }
        await pause(redialMs)
      }
    }
    void goOn()
  }

  /** Subscribes durably and goes away. */
  async registerAway({ clientId, name, topic }: WorkerPlan['away'][number]): Promise<void> {
    await using client = await this.#dial(clientId, 0, 0)
    client.subscribe({ destination: `/topic/${topic}`, durableName: name }, () => {})
    // what is sent after it is answered after it: the broker knows the subscription then
    await client.send(`/topic/${topic}`, 'the first')
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all([...this.#open].map((client) => client[Symbol.asyncDispose]()))
  }

  #dial(clientId: string, at: number, attempt: number): Promise<StompClient> {
    const { endpoints, isPair, login } = this.#plan
    const endpoint = endpoints[(isPair ? attempt : at) % endpoints.length] ?? ''
    return StompClient.open(endpoint, { ...login, clientId })
  }
}

function produce(client: StompClient, { destination, ratePerS, bytes }: ProducerPlan, done: Done): void {
  const body = 'x'.repeat(bytes)
  let unanswered = 0
  const timer = setInterval(() => {
    if (!client.isOpen) return clearInterval(timer)
    if (unanswered >= unansweredLimit) return
    unanswered++
    const region = Math.random() < 0.7 ? 'eu' : 'us'
    client.send(destination, body, { region }).then(
      () => {
        unanswered--
        done.sent++
      },
      () => void done.failed++,
    )
  }, 1000 / ratePerS)
}

/** One message after the other, as they come. */
function consume(client: StompClient, plan: ConsumerPlan, done: Done): void {
  let work = Promise.resolve()
  let seen = 0
  const take = async (message: StompMessage) => {
    if (plan.workMs > 0) await pause(plan.workMs)
    if (!client.isOpen) return
    const isRefused = plan.refuseEvery !== undefined && ++seen % plan.refuseEvery === 0
    if (isRefused) message.nack()
    else message.ack()
    done[isRefused ? 'refused' : 'consumed']++
  }
  client.subscribe(plan, (message) => {
    work = work.then(() => take(message))
  })
}
