import { randomUUID } from 'node:crypto'
import { OrreryError } from '../../../../../../shared/base/errors.ts'
import type { ActorModule } from '../../../../experiment.ts'
import { errorName, NONE } from '../../../wire/errors.ts'
import {
  type BeatAnswer,
  type ConsumerBeat,
  consumerGroupHeartbeatApi,
  decodeConsumerGroupHeartbeat,
  encodeConsumerGroupHeartbeat,
  JOINS,
  LEAVES,
} from '../../ask/consumer-group-heartbeat.ts'
import { listed, MemberLog } from './member-log.ts'
import { type MemberOptions, optionsAs, REBALANCE_LIMIT_MS } from './options.ts'
import { OwnMember } from './own-member.ts'

const UNKNOWN_MEMBER_ID = 25
const FENCED_MEMBER_EPOCH = 110
const LIMIT_MS = 10_000

export interface ConsumerMemberOptions extends MemberOptions {
  readonly topicId: string
}

/** A member of the new protocol (KIP-848, `group.protocol=consumer`): the coordinator assigns, heartbeats carry it all. */
export const consumerMember: ActorModule = async (options, tell) => {
  const given = optionsAs<ConsumerMemberOptions>(options)
  const member = new ConsumerMember(new OwnMember(given, new MemberLog(tell)), given.topicId)
  return {
    commands: { join: () => Promise.resolve(member.join()) },
    [Symbol.asyncDispose]: () => member.leave(),
  }
}

class ConsumerMember {
  readonly #own: OwnMember
  readonly #topicId: string
  #running = Promise.resolve()

  constructor(own: OwnMember, topicId: string) {
    this.#own = own
    this.#topicId = topicId
    own.memberId = randomUUID()
  }

  join(): null {
    this.#running = this.#run()
    return null
  }

  leave(): Promise<void> {
    const own = this.#own
    return own.leave(async (signal) => {
      await this.#running
      await this.#beat({ epoch: LEAVES }, signal)
    })
  }

  async #run(): Promise<void> {
    const { leaving } = this.#own
    try {
      while (!leaving.aborted) await this.#whileMember(leaving)
    } catch (error) {
      // anything else ends the thread, and so the run
      if (!leaving.aborted) throw error
    }
  }

  /** From joining until it's thrown out. */
  async #whileMember(signal: AbortSignal): Promise<void> {
    const { options } = this.#own
    const full = { rebalanceTimeoutMs: REBALANCE_LIMIT_MS, topic: options.topic }
    let next: Pick<ConsumerBeat, 'epoch' | 'full' | 'owned'> = { epoch: JOINS, full, owned: this.#owned }
    for (;;) {
      const answer = await this.#beat(next, signal)
      if (answer.error === UNKNOWN_MEMBER_ID || answer.error === FENCED_MEMBER_EPOCH)
        return this.#own.thrownOut(answer.error)
      if (answer.error !== NONE)
        throw new OrreryError(
          'protocol',
          `ConsumerGroupHeartbeat: ${errorName(answer.error)} ${answer.message ?? ''}`,
        )
      const changed = await this.#obey(answer, signal)
      next = changed ? { epoch: this.#own.generation, owned: this.#owned } : { epoch: this.#own.generation }
      // what has changed is told at once, so that another may have what was given back
      if (!changed) await this.#own.rest(answer.heartbeatMs)
    }
  }

  get #owned() {
    return { topicId: this.#topicId, partitions: this.#own.log.owned }
  }

  #beat(beat: Pick<ConsumerBeat, 'epoch' | 'full' | 'owned'>, signal: AbortSignal): Promise<BeatAnswer> {
    const { options, memberId, coordinator } = this.#own
    return coordinator.ask(
      consumerGroupHeartbeatApi,
      () => encodeConsumerGroupHeartbeat({ group: options.group, memberId, ...beat }),
      ({ body }) => decodeConsumerGroupHeartbeat(body),
      LIMIT_MS,
      signal,
    )
  }

  /** @returns whether it owns something else than before */
  async #obey({ epoch, assignment }: BeatAnswer, signal: AbortSignal): Promise<boolean> {
    const own = this.#own
    const before = own.generation
    const owned = own.log.owned
    const target = assignment ?? owned
    const revoked = owned.filter((partition) => !target.includes(partition))
    if (revoked.length > 0)
      await own.giveBack(revoked, `gives back ${listed(revoked)}, commits, tells it at once`, signal)
    own.generation = epoch
    const added = target.some((partition) => !owned.includes(partition))
    const says = `assigned ${listed(target)} (epoch ${String(epoch)})`
    if (added || epoch !== before) await own.take(target, says, signal)
    return revoked.length > 0 || added
  }
}
