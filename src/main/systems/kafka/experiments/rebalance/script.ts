import { OrreryError } from '../../../../../shared/base/errors.ts'
import { formatDuration } from '../../../../../shared/base/format-time.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import { type ChangeKind, eventsOf, isEager } from '../../../../../shared/systems/kafka-rebalance.ts'
import { foldDelivery } from '../../../../../shared/systems/kafka-rebalance-delivery.ts'
import type { Actor, RunContext } from '../../../experiment.ts'
import { KafkaAdmin } from '../admin.ts'
import { sessionConfigs } from './check.ts'
import type { ConsumerMemberOptions } from './clients/consumer-member.ts'
import type { ProducerOptions } from './clients/options.ts'
import { GroupProgress } from './group-progress.ts'
import { watchGroup } from './observed-group.ts'
import { COMMIT_MS, firstMembers, type Settings } from './settings.ts'

/** So long the traffic flows between two changes: a few commits, and something to see. */
const FLOW_MS = 3000
/** Beside the session timeout: joins, heartbeats and fetches. */
const SETTLE_LIMIT_MS = 60_000
const DRAIN_LIMIT_MS = 20_000

/** What the steps of one run share: its objects, its clients, and how far the group is. */
export class Script {
  readonly #settings: Settings
  readonly #progress: GroupProgress
  readonly #members = new Map<string, Actor>()
  #admin: KafkaAdmin | undefined
  #producer: Actor | undefined
  #topicId = ''
  #sessionMs: number

  constructor(settings: Settings) {
    this.#settings = settings
    this.#progress = new GroupProgress(settings.partitions)
    this.#sessionMs = settings.sessionTimeoutMs
  }

  async prepare(context: RunContext): Promise<void> {
    const { strategy, partitions } = this.#settings
    const admin = (this.#admin = await KafkaAdmin.open(context.connection, context.signal))
    context.signal.addEventListener('abort', () => admin[Symbol.dispose](), { once: true })
    const topic = context.name('orders')
    context.creating({ kind: 'topic', name: topic })
    const wish = { name: topic, partitions, replicas: -1, configs: {} }
    const { id } = await admin.createTopic(wish, context.signal)
    this.#topicId = id
    if (strategy === 'consumer') {
      const configs = await admin.brokerConfig([sessionConfigs.consumer], context.signal)
      this.#sessionMs = Number(configs.get(sessionConfigs.consumer) ?? this.#sessionMs)
    }
    // joining creates the group, which stays until it's deleted
    context.creating({ kind: 'group', name: context.name('group') })
  }

  async startAll(context: RunContext): Promise<void> {
    watchGroup(context, this.#opened, this.#settings.strategy)
    for (const member of firstMembers(this.#settings.members)) await this.#begin(context, member, 'starts')
    await this.#settle(context)
    const { access } = this.#opened
    const { partitions, perSecond } = this.#settings
    const options: ProducerOptions = { access, topic: context.name('orders'), partitions, perSecond }
    this.#producer = await context.actor('producer', 'rebalance-producer', asJson(options))
    await context.pass(FLOW_MS)
  }

  async comes(context: RunContext, member: string, kind: 'joins' | 'returns'): Promise<void> {
    await this.#begin(context, member, kind)
    await this.#settle(context)
    await context.pass(FLOW_MS)
  }

  async crashes(context: RunContext, member: string): Promise<void> {
    await this.#memberCalled(member).kill()
    const says = `killed: no goodbye. The coordinator waits for it ${formatDuration(this.#sessionMs)}`
    this.#tellChange(context, member, 'killed', says)
    await this.#settle(context)
    await context.pass(FLOW_MS)
  }

  async leaves(context: RunContext, member: string): Promise<void> {
    this.#tellChange(context, member, 'leaves', 'leaves, and says so')
    await this.#memberCalled(member)[Symbol.asyncDispose]()
    await this.#settle(context)
    await context.pass(FLOW_MS)
  }

  /** Nothing more is written; what was written is looked for until all is seen, or long enough. */
  async lookForAll(context: RunContext): Promise<void> {
    await this.#producer?.ask('stop', null, context.signal)
    const unseen = () => foldDelivery(eventsOf(context.entries())).unseen
    try {
      await context.until('every record written was delivered', () => unseen() === 0, DRAIN_LIMIT_MS)
    } catch (error) {
      if (!(error instanceof OrreryError && error.code === 'timeout')) throw error
    }
    const missing = unseen()
    const says =
      missing === 0 ? 'every number written was delivered' : `${String(missing)} numbers were never delivered`
    const tone = missing === 0 ? 'ok' : 'bad'
    context.tell('client', 'group', { what: 'finished', says, tone, data: { at: Date.now() } })
  }

  get #opened(): KafkaAdmin {
    if (this.#admin === undefined) throw new OrreryError('bug', 'The steps were not run in their order')
    return this.#admin
  }

  #memberCalled(name: string): Actor {
    const member = this.#members.get(name)
    if (member === undefined) throw new OrreryError('bug', `There is no member ${name}`)
    return member
  }

  async #begin(context: RunContext, name: string, kind: 'starts' | 'joins' | 'returns'): Promise<void> {
    const { strategy, partitions, sessionTimeoutMs, heartbeatMs } = this.#settings
    const options: ConsumerMemberOptions = {
      ...{ name, access: this.#opened.access, strategy, partitions, sessionTimeoutMs, heartbeatMs },
      ...{ topic: context.name('orders'), topicId: this.#topicId, group: context.name('group') },
      commitMs: COMMIT_MS,
    }
    const module = isEager(strategy) ? 'eager' : strategy === 'consumer' ? 'consumer' : 'cooperative'
    const member = await context.actor(name, `rebalance-${module}`, asJson(options))
    this.#members.set(name, member)
    const request = strategy === 'consumer' ? 'ConsumerGroupHeartbeat with epoch 0' : 'JoinGroup'
    const says = `${kind === 'returns' ? 'comes back: ' : ''}${request}, as a new member`
    this.#tellChange(context, name, kind, says)
    await member.ask('join', null, context.signal)
  }

  #tellChange(context: RunContext, member: string, kind: ChangeKind, says: string): void {
    const tone = kind === 'killed' ? 'bad' : 'info'
    context.tell('client', member, { what: 'change', says, tone, data: { at: Date.now(), kind } })
  }

  async #settle(context: RunContext): Promise<void> {
    let generation: number | undefined
    const holds = (entries: ReturnType<RunContext['entries']>) => {
      generation = this.#progress.settled(entries)
      return generation !== undefined
    }
    await context.until('every partition has one owner', holds, this.#sessionMs + SETTLE_LIMIT_MS)
    this.#progress.mark(generation ?? -1)
    const shares = [...this.#progress.owned].map(([member, owned]) => `${member} ${String(owned.length)}`)
    const word = this.#settings.strategy === 'consumer' ? 'epoch' : 'generation'
    const says = `${word} ${String(generation)} is stable: ${shares.join(', ')}`
    const data = { at: Date.now(), generation: generation ?? null }
    context.tell('client', 'group', { what: 'settled', says, tone: 'ok', data })
  }
}

/** Plain data for another thread; its shape is named by the receiving side. */
function asJson(options: ProducerOptions | ConsumerMemberOptions): Json {
  return options as unknown as Json
}
