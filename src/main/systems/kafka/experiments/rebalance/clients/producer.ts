import { Partitioners } from 'kafkajs'
import type { ActorModule } from '../../../../experiment.ts'
import { kafkajsOf } from '../../clients/kafkajs-of.ts'
import { numbersBelow } from '../assignors/assignor.ts'
import { optionsAs, type ProducerOptions } from './options.ts'

const TICK_MS = 100
const ALL_REPLICAS = -1

/**
 * Writes steadily, round and round the partitions, each record with its number in its partition (0, 1, 2, …) as its
 * value. Idempotent, and one request at a time: a retry neither doubles a record nor changes their order.
 */
export const producer: ActorModule = async (options, tell) => {
  const { access, topic, partitions, perSecond } = optionsAs<ProducerOptions>(options)
  const client = kafkajsOf(access, 'producer').producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await client.connect()
  const counts = numbersBelow(partitions).map(() => 0)
  const stop = new AbortController()
  let total = 0

  const write = async (count: number) => {
    const next = [...counts]
    const messages = numbersBelow(count).map((n) => {
      const partition = (total + n) % partitions
      const number = next[partition] ?? 0
      next[partition] = number + 1
      return { partition, value: String(number) }
    })
    await client.send({ topic, acks: ALL_REPLICAS, messages })
    counts.splice(0, partitions, ...next)
    total += count
    tell({ what: 'wrote', says: '', data: { at: Date.now(), counts: [...counts] } })
  }

  const began = performance.now()
  const loop = async () => {
    while (!stop.signal.aborted) {
      const due = Math.floor(((performance.now() - began) * perSecond) / 1000) - total
      if (due > 0) await write(due)
      await rest(stop.signal)
    }
  }
  // what goes wrong ends the thread, and so the run
  const writing = loop()

  const end = async () => {
    stop.abort()
    await writing
  }
  return {
    commands: {
      /** Stops writing. @returns how many records are acknowledged */
      stop: async () => {
        await end()
        const says = `${String(total)} records written and acknowledged`
        tell({ what: 'wrote', says, tone: 'info', data: { at: Date.now(), counts: [...counts] } })
        return total
      },
    },
    async [Symbol.asyncDispose]() {
      await end()
      await client.disconnect()
    },
  }
}

function rest(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, TICK_MS)
  const stop = () => {
    clearTimeout(timer)
    resolve()
  }
  signal.addEventListener('abort', stop, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', stop))
}
