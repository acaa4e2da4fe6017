import { until } from '../until.ts'
import type { ActiveMqBroker } from './broker.ts'
import type { ActiveMqDeployment } from './deployment.ts'
import type { StompClient } from './stomp.ts'

const crossLimitMs = 20_000
/** What is sent and not yet answered. */
const sentAtOnce = 100

/** Sends so many messages to a queue, and resolves when the broker has them. */
export async function fillQueue(
  deployment: ActiveMqDeployment,
  server: ActiveMqBroker,
  queue: string,
  { messages, bytes = 200 }: { readonly messages: number; readonly bytes?: number },
): Promise<void> {
  await using client = await deployment.stomp(server, 'filler')
  const body = 'x'.repeat(bytes)
  for (let sent = 0; sent < messages; sent += sentAtOnce) {
    const batch = Array.from({ length: Math.min(sentAtOnce, messages - sent) })
    await Promise.all(batch.map(() => client.send(`/queue/${queue}`, body)))
  }
}

/** Makes so many queues of one broker, `prefix0000` and on. */
export async function makeQueues(server: ActiveMqBroker, prefix: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await server.exec(server.mbean(), 'addQueue(java.lang.String)', [
      `${prefix}${String(i).padStart(4, '0')}`,
    ])
}

/** Messages that wait on B for a consumer that left, while the one on A hears nothing. The bridge carries both ways. */
export class Stranded implements AsyncDisposable {
  readonly queue: string
  /** How many lie on B. */
  readonly messages: number
  readonly #deployment: ActiveMqDeployment
  readonly #atA: StompClient
  #heardAtA = 0

  private constructor(deployment: ActiveMqDeployment, queue: string, messages: number, atA: StompClient) {
    this.#deployment = deployment
    this.queue = queue
    this.messages = messages
    this.#atA = atA
    atA.subscribe({ destination: `/queue/${queue}` }, (message) => {
      this.#heardAtA++
      message.ack()
    })
  }

  /** All are sent to A; a consumer on B draws them over the bridge, takes `taken` and leaves; then one on A appears. */
  static async make(
    network: ActiveMqDeployment,
    { queue, messages = 30, taken = 5 }: { queue: string; messages?: number; taken?: number },
  ): Promise<Stranded> {
    const [a, b] = [network.server(1), network.server(2)]
    const sizeOf = async (server: ActiveMqBroker) =>
      (await server.read(server.queue(queue), ['QueueSize']))?.['QueueSize']
    {
      await using leaver = await network.stomp(b, 'night-shift')
      let heard = 0
      leaver.subscribe({ destination: `/queue/${queue}`, prefetch: taken }, (message) => {
        if (heard++ < taken) message.ack()
      })
      await until('A knows that B wants them', async () => (await consumersOf(a, queue)) === 1, {
        withinMs: crossLimitMs,
      })
      await fillQueue(network, a, queue, { messages })
      const left = messages - taken
      await until('all are on B', async () => (await sizeOf(b)) === left && (await sizeOf(a)) === 0, {
        withinMs: crossLimitMs,
      })
    }
    const atA = await network.stomp(a, 'day-shift')
    const stranded = new Stranded(network, queue, messages - taken, atA)
    await until('B knows that A wants them', async () => (await consumersOf(b, queue)) === 1, {
      withinMs: crossLimitMs,
    })
    return stranded
  }

  /** What the consumer on A was given since it came. */
  get heardAtA(): number {
    return this.#heardAtA
  }

  /** A consumer on B takes them, as an operator would see to. Resolves when none is left there. */
  async rescue(): Promise<void> {
    const b = this.#deployment.server(2)
    await using rescuer = await this.#deployment.stomp(b, 'rescuer')
    rescuer.subscribe({ destination: `/queue/${this.queue}` }, (message) => message.ack())
    const size = async () => (await b.read(b.queue(this.queue), ['QueueSize']))?.['QueueSize']
    await until('none is left on B', async () => (await size()) === 0, { withinMs: crossLimitMs })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#atA[Symbol.asyncDispose]()
  }
}

async function consumersOf(server: ActiveMqBroker, queue: string): Promise<unknown> {
  return (await server.read(server.queue(queue), ['ConsumerCount']))?.['ConsumerCount']
}
