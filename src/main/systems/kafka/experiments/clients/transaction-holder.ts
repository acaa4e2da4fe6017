import { OrreryError } from '../../../../../shared/base/errors.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import type { ActorModule } from '../../../experiment.ts'
import type { Access } from '../broker-set.ts'
import { kafkajsOf } from './kafkajs-of.ts'

export interface HolderOptions {
  readonly access: Access
  readonly topic: string
  readonly transactionalId: string
}

/** Opens one transaction, writes numbered records into it, and leaves it open until it is told how it ends. */
export const transactionHolder: ActorModule = async (given, tell) => {
  const { access, topic, transactionalId } = given as unknown as HolderOptions
  const kafka = await kafkajsOf(access, 'transactions')
  const producer = kafka.producer({
    transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
  })
  await producer.connect()
  const transaction = await producer.transaction()
  return {
    commands: {
      /** @param numbers to be written inside of the transaction */
      write: async (numbers: Json) => {
        if (!Array.isArray(numbers)) throw new OrreryError('invalid', 'Which numbers?')
        const messages = numbers.map((number) => ({ value: String(number), partition: 0 }))
        const [answer] = await transaction.send({ topic, acks: -1, messages })
        const offset = Number(answer?.baseOffset)
        const says = `${messages.length} records at offset ${offset}, in a transaction that stays open`
        tell({ what: 'open', says, tone: 'warn', data: { offset, numbers } })
        return null
      },
      /** @param how `commit` or `abort` */
      end: async (how: Json) => {
        await (how === 'commit' ? transaction.commit() : transaction.abort())
        tell({ what: 'ended', says: `EndTxn: ${String(how)}`, tone: 'ok', data: { how } })
        return null
      },
    },
    [Symbol.asyncDispose]: () => producer.disconnect(),
  }
}
