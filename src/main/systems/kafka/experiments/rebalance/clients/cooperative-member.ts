import { OrreryError } from '../../../../../../shared/base/errors.ts'
import type { ActorModule } from '../../../../experiment.ts'
import { errorName, NONE } from '../../../wire/errors.ts'
import {
  decodeHeartbeat,
  decodeJoinGroup,
  decodeLeaveGroup,
  decodeSyncGroup,
  encodeHeartbeat,
  encodeJoinGroup,
  encodeLeaveGroup,
  encodeSyncGroup,
  heartbeatApi,
  type Joined,
  joinGroupApi,
  leaveGroupApi,
  syncGroupApi,
} from '../../ask/membership.ts'
import { clientStrategies } from '../assignors/of-strategy.ts'
import {
  assignedPartitions,
  decodeCooperativeSubscription,
  encodeAssignment,
  encodeCooperativeSubscription,
} from '../assignors/wire.ts'
import { listed, MemberLog } from './member-log.ts'
import { type MemberOptions, optionsAs, REBALANCE_LIMIT_MS } from './options.ts'
import { OwnMember } from './own-member.ts'

const ILLEGAL_GENERATION = 22
const UNKNOWN_MEMBER_ID = 25
const REBALANCE_IN_PROGRESS = 27
const MEMBER_ID_REQUIRED = 79
const LIMIT_MS = 10_000
/** A JoinGroup is answered when all have joined. */
const JOIN_LIMIT_MS = REBALANCE_LIMIT_MS + 10_000

const { protocol, assign } = clientStrategies['cooperative-sticky']

/**
 * A classic member that keeps its partitions through a rebalance (KIP-429), which kafkajs can't: it goes on reading,
 * gives back only what another is to have, and joins again so that it can be handed out.
 */
export const cooperativeMember: ActorModule = async (options, tell) => {
  const member = new CooperativeMember(new OwnMember(optionsAs<MemberOptions>(options), new MemberLog(tell)))
  return {
    commands: { join: () => Promise.resolve(member.join()) },
    [Symbol.asyncDispose]: () => member.leave(),
  }
}

class CooperativeMember {
  readonly #own: OwnMember
  #running = Promise.resolve()

  constructor(own: OwnMember) {
    this.#own = own
  }

  join(): null {
    this.#running = this.#run()
    return null
  }

  leave(): Promise<void> {
    const own = this.#own
    const { group } = own.options
    return own.leave(async (signal) => {
      await this.#running
      if (own.memberId === '') return
      const encode = (version: number) => encodeLeaveGroup(version, group, [own.memberId])
      const decode = ({ body }: { body: Parameters<typeof decodeLeaveGroup>[0] }) => ({
        error: decodeLeaveGroup(body),
      })
      await own.coordinator.ask(leaveGroupApi, encode, decode, LIMIT_MS, signal)
    })
  }

  async #run(): Promise<void> {
    const { leaving } = this.#own
    try {
      while (!leaving.aborted) {
        while (!(await this.#joinOnce(leaving)));
        await this.#beatWhileStable(leaving)
      }
    } catch (error) {
      // anything else ends the thread, and so the run
      if (!leaving.aborted) throw error
    }
  }

  /** One JoinGroup and SyncGroup. @returns whether the member may stay with what it got */
  async #joinOnce(signal: AbortSignal): Promise<boolean> {
    const own = this.#own
    const joined = await this.#join(signal)
    if (joined.error === MEMBER_ID_REQUIRED) own.memberId = joined.memberId
    if (joined.error !== NONE) return this.#mayGoOn(joined.error, 'JoinGroup')
    own.memberId = joined.memberId
    own.generation = joined.generation
    const { error, assignment } = await this.#sync(joined, signal)
    if (error !== NONE) return this.#mayGoOn(error, 'SyncGroup')
    return await this.#obey(assignedPartitions(assignment), signal)
  }

  #join(signal: AbortSignal): Promise<Joined> {
    const { options, log, memberId, generation, coordinator } = this.#own
    const request = {
      ...{ group: options.group, memberId, protocol },
      sessionTimeoutMs: options.sessionTimeoutMs,
      rebalanceTimeoutMs: REBALANCE_LIMIT_MS,
      metadata: encodeCooperativeSubscription({ topic: options.topic, owned: log.owned, generation }),
    }
    return coordinator.ask(
      joinGroupApi,
      () => encodeJoinGroup(request),
      ({ body, version }) => decodeJoinGroup(body, version),
      JOIN_LIMIT_MS,
      signal,
    )
  }

  #sync(joined: Joined, signal: AbortSignal): Promise<ReturnType<typeof decodeSyncGroup>> {
    const { membership, coordinator } = this.#own
    const given = joined.leader === joined.memberId ? this.#assignAll(joined) : new Map<string, Uint8Array>()
    return coordinator.ask(
      syncGroupApi,
      (version) => encodeSyncGroup(version, membership, protocol, given),
      ({ body, version }) => decodeSyncGroup(body, version),
      JOIN_LIMIT_MS,
      signal,
    )
  }

  /** Only the leader of the generation does this. */
  #assignAll({ members }: Joined): ReadonlyMap<string, Uint8Array> {
    const { topic, partitions } = this.#own.options
    const candidates = members.map(({ id, metadata }) => decodeCooperativeSubscription(id, metadata))
    const given = assign(candidates, partitions)
    return new Map([...given].map(([id, has]) => [id, encodeAssignment(topic, has)]))
  }

  /** Keeps what it has and may keep, takes what is new. @returns false: something was given back, so it joins again */
  async #obey(assigned: readonly number[], signal: AbortSignal): Promise<boolean> {
    const own = this.#own
    const revoked = own.log.owned.filter((partition) => !assigned.includes(partition))
    if (revoked.length > 0)
      await own.giveBack(revoked, `gives back ${listed(revoked)}, commits, joins again`, signal)
    const says = `SyncGroup → ${listed(assigned)} (generation ${String(own.generation)})`
    await own.take(assigned, says, signal)
    return revoked.length === 0
  }

  /** @returns when there is a rebalance, or it was thrown out */
  async #beatWhileStable(signal: AbortSignal): Promise<void> {
    const own = this.#own
    for (;;) {
      await own.rest(own.options.heartbeatMs)
      signal.throwIfAborted()
      const { error } = await own.coordinator.ask(
        heartbeatApi,
        () => encodeHeartbeat(own.membership),
        ({ body }) => ({ error: decodeHeartbeat(body) }),
        LIMIT_MS,
        signal,
      )
      if (error === NONE) continue
      this.#mayGoOn(error, 'Heartbeat')
      return
    }
  }

  /** @returns false: to be tried again @throws OrreryError for what trying again doesn't change */
  #mayGoOn(error: number, request: string): false {
    const own = this.#own
    if (error === REBALANCE_IN_PROGRESS || error === MEMBER_ID_REQUIRED) return false
    if (error !== UNKNOWN_MEMBER_ID && error !== ILLEGAL_GENERATION)
      throw new OrreryError('protocol', `${request}: ${errorName(error)}`)
    own.thrownOut(error)
    if (error === UNKNOWN_MEMBER_ID) own.memberId = ''
    return false
  }
}
