import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import type { ActorModule } from '../../../experiment.ts'
import type { Access } from '../broker-set.ts'
import { kafkajsOf } from './kafkajs-of.ts'
import { END } from './numbering-producer.ts'

export interface NumberReaderOptions {
  readonly access: Access
  readonly topic: string
  readonly group: string
  /** Left out: read_committed, kafkajs's default. */
  readonly isolation?: 'read_committed' | 'read_uncommitted'
}

/** A rebalance, and the end of a stand, are noticed between two fetches: kafkajs waits 5 s for one unless told. */
const FETCH_WAIT_MS = 200

/** Reads partition 0 from its beginning, on and on, and tells the numbers that it was given. */
export const numberReader: ActorModule = async (given, tell) => {
  const { access, topic, group, isolation } = given as unknown as NumberReaderOptions
  const kafka = await kafkajsOf(access, 'reader')
  const consumer = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    sessionTimeout: 30_000,
    readUncommitted: isolation === 'read_uncommitted',
  })
  let position = 0
  let isAtEnd = false
  const all: number[] = []
  let moved = Promise.withResolvers<void>()
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: true,
    eachBatch: async ({ batch: { messages } }) => {
      const [first] = messages
      if (first === undefined) return
      const from = Number(first.offset)
      position = Number(messages.at(-1)!.offset) + 1
      const numbers = messages.map(({ value }) => Number(value)).filter((number) => !Number.isNaN(number))
      all.push(...numbers)
      isAtEnd ||= messages.some(({ value }) => String(value) === END)
      tell({ what: 'read', says: '', data: { from, to: position, numbers } })
      moved.resolve()
      moved = Promise.withResolvers<void>()
    },
  })
  return {
    commands: {
      /** Resolves when all records before the offset were read. */
      readTo: async (offset: Json) => {
        if (typeof offset !== 'number') throw new OrreryError('invalid', 'Up to which offset?')
        while (position < offset) await moved.promise
        return position
      },
      /** Resolves with all numbers when the producer's `sendEnd` was read. */
      readToEnd: async () => {
        while (!isAtEnd) await moved.promise
        return all
      },
    },
    [Symbol.asyncDispose]: () => consumer.disconnect(),
  }
}
