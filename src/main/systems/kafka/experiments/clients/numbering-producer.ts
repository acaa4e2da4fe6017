import { setInterval as every } from 'node:timers'
import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import type { ActorModule, Told } from '../../../experiment.ts'
import type { Access } from '../broker-set.ts'
import { kafkajsOf, type Redirect } from './kafkajs-of.ts'

export interface NumberingOptions {
  readonly access: Access
  readonly topic: string
  /** As in Kafka: 0, 1, or −1 for all. */
  readonly acks: 0 | 1 | -1
  readonly perSecond: number
  /** How long the broker may wait for the ISR before it says REQUEST_TIMED_OUT; 30 s unless told, as Kafka's clients. */
  readonly ackLimitMs?: number
  /** Sends a batch again whose answer did not come; with `idempotent` the broker knows it when it has it already. */
  readonly retrying?: { readonly idempotent: boolean }
  /** Where else it connects to: our own line to the leader; or nothing but the leader, while others hang. */
  readonly redirect?: Redirect
}

const BATCH_MS = 100
/** No number: the end of what is to be read. */
export const END = 'end'
const ACK_LIMIT_MS = 30_000

/**
 * Writes records numbered 0, 1, 2, … to partition 0, a batch every 100 ms whether the last was answered or not, and
 * never again one that failed, unless told so: what was acknowledged is known exactly.
 */
export const numberingProducer: ActorModule = async (given, tell) => {
  const options = given as unknown as NumberingOptions
  const { access, topic, acks, perSecond, retrying, redirect, ackLimitMs = ACK_LIMIT_MS } = options
  const kafka = await kafkajsOf(access, 'producer', {
    requestMs: ackLimitMs + 10_000,
    ...(redirect === undefined ? {} : { redirect }),
  })
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    idempotent: retrying?.idempotent ?? false,
    retry:
      retrying === undefined ? { retries: 0 } : { retries: 20, initialRetryTime: 100, maxRetryTime: 500 },
  })
  await producer.connect()
  const underway = new Set<Promise<void>>()
  let next = 0
  let lastWhy = ''
  const send = () => {
    const to = next + Math.max(1, Math.round((perSecond * BATCH_MS) / 1000))
    const one = sendBatch(next, to).finally(() => underway.delete(one))
    underway.add(one)
    next = to
  }
  async function sendBatch(from: number, to: number): Promise<void> {
    const began = performance.now()
    const messages = Array.from({ length: to - from }, (_, i) => ({ value: String(from + i), partition: 0 }))
    tell({ what: 'sent', says: '', data: { from, to } })
    try {
      const [answer] = await producer.send({ topic, acks, timeout: ackLimitMs, messages })
      const ms = Math.round(performance.now() - began)
      const offset = acks === 0 ? null : Number(answer?.baseOffset)
      tell({ what: 'acknowledged', says: '', data: { from, to, offset, ms } })
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      tell(unacknowledged(from, to, why, why !== lastWhy))
      lastWhy = why
    }
  }
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearInterval(timer)
  return {
    commands: {
      /** Begins to write. */
      start: async () => {
        timer = every(send, BATCH_MS)
        return null
      },
      /** Writes nothing more. @returns how many records were sent */
      stop: async () => {
        stop()
        return next
      },
      /** Writes one batch of so many records and waits for its answer. */
      send: async (count: Json) => {
        if (typeof count !== 'number') throw new OrreryError('invalid', 'How many records?')
        const from = next
        next += count
        await sendBatch(from, next)
        return null
      },
      /** Writes the record at which `readToEnd` of the reader stops. */
      sendEnd: async () => {
        await producer.send({ topic, acks: -1, messages: [{ value: END, partition: 0 }] })
        return null
      },
      /** Resolves when every batch was answered, or refused. */
      settle: async () => {
        await Promise.all(underway)
        return null
      },
    },
    [Symbol.asyncDispose]: async () => {
      stop()
      await producer.disconnect()
    },
  }
}

/** A reason that is that of the batch before is counted, and not listed again. */
function unacknowledged(from: number, to: number, why: string, isNew: boolean): Told {
  const says = isNew ? `records from ${from} on were not acknowledged: ${why}` : ''
  return { what: 'unacknowledged', says, tone: 'warn', data: { from, to, why } }
}
