import type { Consumer, Kafka, PartitionAssigner } from 'kafkajs'
import type { ActorModule } from '../../../../experiment.ts'
import { kafkajsOf } from '../../clients/kafkajs-of.ts'
import { clientStrategies, type ClientStrategy } from '../assignors/of-strategy.ts'
import { decodeEagerSubscription, encodeAssignment, encodeEagerSubscription } from '../assignors/wire.ts'
import { listed, MemberLog } from './member-log.ts'
import { FETCH_WAIT_MS, type MemberOptions, optionsAs, REBALANCE_LIMIT_MS } from './options.ts'

/** A JoinGroup is answered when all have joined. */
const REQUEST_LIMIT_MS = REBALANCE_LIMIT_MS + 10_000

/** kafkajs with Kafka's own strategies: eager, so at every change of the group everything is given back first. */
export const eagerMember: ActorModule = async (options, tell) => {
  const wanted = optionsAs<MemberOptions>(options)
  const log = new MemberLog(tell)
  const member = await EagerMember.connect(wanted, log)
  return {
    commands: { join: () => member.join().then(() => null) },
    [Symbol.asyncDispose]: () => member.leave(),
  }
}

class EagerMember {
  readonly #options: MemberOptions
  readonly #log: MemberLog
  readonly #consumer: Consumer
  /** The next offset to read, of all that is owned. */
  readonly #positions = new Map<number, number>()
  readonly #generation: { is: number }
  #lastOwned: readonly number[] = []
  #timer: NodeJS.Timeout | undefined

  private constructor(options: MemberOptions, log: MemberLog, kafka: Kafka, generation: { is: number }) {
    this.#options = options
    this.#log = log
    this.#generation = generation
    this.#consumer = kafka.consumer({
      groupId: options.group,
      sessionTimeout: options.sessionTimeoutMs,
      rebalanceTimeout: REBALANCE_LIMIT_MS,
      heartbeatInterval: options.heartbeatMs,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      partitionAssigners: [this.#assigner()],
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 20 },
    })
  }

  static async connect(options: MemberOptions, log: MemberLog): Promise<EagerMember> {
    const generation = { is: -1 }
    // no event of kafkajs tells the generation, this line of its log does
    const kafka = await kafkajsOf(options.access, options.name, {
      requestMs: REQUEST_LIMIT_MS,
      onLine: (message, { generationId }) => {
        if (message === 'Received assignment' && typeof generationId === 'number')
          generation.is = generationId
      },
    })
    const member = new EagerMember(options, log, kafka, generation)
    await member.#connect()
    return member
  }

  async #connect(): Promise<void> {
    const { topic } = this.#options
    const { GROUP_JOIN, REBALANCING, CRASH } = this.#consumer.events
    this.#consumer.on(REBALANCING, () => this.#rebalances())
    this.#consumer.on(GROUP_JOIN, ({ payload }) => this.#joined(payload.memberAssignment[topic] ?? []))
    this.#consumer.on(CRASH, ({ payload }) => this.#log.crashed(payload.error.message))
    await this.#consumer.connect()
    await this.#consumer.subscribe({ topic, fromBeginning: true })
  }

  async join(): Promise<void> {
    await this.#consumer.run({
      autoCommit: false,
      eachBatch: ({ batch }) => {
        for (const { value } of batch.messages) this.#log.delivered(batch.partition, Number(value))
        this.#positions.set(batch.partition, Number(batch.lastOffset()) + 1)
        return Promise.resolve()
      },
    })
    this.#timer = setInterval(() => void this.#commit(), this.#options.commitMs)
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer)
    const { topic } = this.#options
    this.#consumer.pause([{ topic }])
    const owned = this.#log.owned
    this.#log.gaveUp('revoked', owned, `gives back ${listed(owned)}, commits and leaves: LeaveGroup`)
    await this.#commit()
    await this.#consumer.disconnect()
    this.#log[Symbol.dispose]()
  }

  /** Sent before kafkajs asks for the coordinator to rejoin, so it arrives while the old generation still counts. */
  #rebalances(): void {
    const owned = this.#log.owned
    this.#log.gaveUp('revoked', owned, `gives back ${listed(owned)}, commits, joins again`)
    void this.#commit()
    this.#positions.clear()
  }

  #joined(owned: readonly number[]): void {
    // kafkajs joins anew without a word when the coordinator has forgotten it
    this.#log.gaveUp('lost', this.#log.owned, 'was thrown out of the group, joins anew')
    this.#positions.clear()
    this.#lastOwned = owned
    const generation = this.#generation.is < 0 ? null : this.#generation.is
    const says = `SyncGroup → ${listed(owned)}${generation === null ? '' : ` (generation ${String(generation)})`}`
    this.#log.assigned(owned, generation, says)
  }

  async #commit(): Promise<void> {
    const offsets = new Map(this.#positions)
    if (offsets.size === 0) return
    const { topic } = this.#options
    const all = [...offsets].map(([partition, offset]) => ({ topic, partition, offset: String(offset) }))
    try {
      await this.#consumer.commitOffsets(all)
      this.#log.committed(offsets)
    } catch (error) {
      this.#log.refused(error instanceof Error ? error.message : String(error))
    }
  }

  #assigner(): PartitionAssigner {
    const { topic, partitions, strategy } = this.#options
    const { protocol, assign } = eager(strategy)
    return () => ({
      name: protocol,
      version: 0,
      protocol: () => ({
        name: protocol,
        metadata: Buffer.from(
          encodeEagerSubscription({ topic, owned: this.#lastOwned, generation: this.#generation.is }),
        ),
      }),
      assign: ({ members }) => {
        const candidates = members.map(({ memberId, memberMetadata }) =>
          decodeEagerSubscription(memberId, memberMetadata),
        )
        const given = assign(candidates, partitions)
        return Promise.resolve(
          [...given].map(([memberId, own]) => ({
            memberId,
            memberAssignment: Buffer.from(encodeAssignment(topic, own)),
          })),
        )
      },
    })
  }
}

function eager(strategy: MemberOptions['strategy']): ClientStrategy {
  return clientStrategies[strategy === 'consumer' ? 'range' : strategy]
}
