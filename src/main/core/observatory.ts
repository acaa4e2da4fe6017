import type { Finding } from '../../shared/api/findings.ts'
import type { StoreInfo } from '../../shared/api/history.ts'
import type { FoundServer, TargetConfig, TargetDraft, TargetState } from '../../shared/api/targets.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Evaluation } from '../rules/engine.ts'
import type { Store } from '../store/store.ts'
import type { Connection, Session, System } from '../systems/system.ts'
import { Channel, Throttle } from './channel.ts'
import { discover } from './discovery.ts'
import type { Past } from './history/past.ts'
import type { KeptTarget, Place } from './history/questions.ts'
import type { Host } from './host.ts'
import { LiveViews } from './live-views.ts'
import { ObservedTarget, type ObservedTargetOptions } from './observe/observed-target.ts'
import type { Recorded } from './recordings.ts'
import { checkDraft } from './targets/draft.ts'
import type { TargetList } from './targets/target-list.ts'
import { testTarget, type TestResult } from './test-target.ts'

export interface ObservatoryParts {
  readonly host: Host
  readonly systems: readonly System[]
  readonly store: Store
  readonly history: Past
  readonly list: TargetList
  readonly recordings: readonly Recorded[]
  /** What the history file holds already. */
  readonly kept: readonly KeptTarget[]
  /** Why history goes into a passing file, if it does. */
  readonly historyProblem?: string | undefined
  readonly pace?: ObservedTargetOptions['pace']
}

/** A finding opened or closed. */
export interface FindingEdge {
  readonly at: number
  readonly event: 'opened' | 'closed'
  readonly finding: Finding
}

/** How often the rail is told of changes, and a view of what comes between two samples, ms. */
const statePaceMs = 100
const pushPaceMs = 40

/** All targets, observed and recorded: the only place where sessions, store, rules, views and windows meet. */
export class Observatory implements AsyncDisposable {
  readonly #parts: ObservatoryParts
  readonly #observed = new Map<string, ObservedTarget>()
  /** From when to when the file holds samples of targets that are not observed yet. */
  readonly #kept: Map<string, NonNullable<TargetState['extent']>>
  #recorded: readonly Recorded[]
  readonly #sampled = new Map<string, Channel<{ at: number }>>()
  readonly #pushes = new Map<string, Throttle>()
  readonly #states = new Throttle(statePaceMs, () => this.targetChanges.value(this.states()))
  readonly targetChanges = new Channel<readonly TargetState[]>()
  readonly findingEdges = new Channel<FindingEdge>()
  readonly views: LiveViews

  constructor(parts: ObservatoryParts) {
    this.#parts = parts
    this.#recorded = parts.recordings
    this.#kept = new Map(parts.kept.map(({ targetId, from, to }) => [targetId, { from, to }]))
    this.views = new LiveViews({
      views: (id) => this.observed(id).system.views,
      live: (id) => parts.store.live(id),
    })
  }

  get history(): Past {
    return this.#parts.history
  }

  get store(): Store {
    return this.#parts.store
  }

  storeInfo(): StoreInfo {
    const { historyProblem } = this.#parts
    const info = this.store.info()
    return historyProblem === undefined ? info : { ...info, problem: historyProblem }
  }

  /** @throws OrreryError `storage` */
  keepHistory(days: number): StoreInfo {
    this.store.setRetention(days)
    return this.storeInfo()
  }

  states(): readonly TargetState[] {
    const observed = [...this.#observed.values()].map((target) => target.state())
    return [...observed, ...this.#recorded.map(({ state }) => state)]
  }

  /** @throws OrreryError `not-found` */
  observed(id: string): ObservedTarget {
    const target = this.#observed.get(id)
    if (target !== undefined) return target
    throw new OrreryError('not-found', `There is no target ${id} that is observed`)
  }

  recorded(id: string): Recorded | undefined {
    return this.#recorded.find(({ state }) => state.config.id === id)
  }

  /** Targets of a file that was opened: they are among all others from now on. */
  addRecorded(recorded: readonly Recorded[]): void {
    this.#recorded = [...this.#recorded, ...recorded]
    this.#states.run()
  }

  /** The file is closed: its targets go. */
  removeRecorded(file: string): void {
    this.#recorded = this.#recorded.filter(({ place }) => place.file !== file)
    this.#states.run()
  }

  /** Where a target's past is. @throws OrreryError `not-found` */
  place(id: string): Place {
    const recorded = this.recorded(id)
    if (recorded !== undefined) return recorded.place
    return { file: this.store.info().file, targetId: id, system: this.observed(id).system.id }
  }

  /** Every file that holds the past of a target, with the ids that windows know it by. */
  places(): readonly { readonly id: string; readonly place: Place }[] {
    return this.states().map(({ config: { id } }) => ({ id, place: this.place(id) }))
  }

  /** Starts to observe a target of the list. */
  begin(config: TargetConfig): ObservedTarget {
    const { store, pace } = this.#parts
    const target = new ObservedTarget({
      config,
      store,
      system: this.#systemOf(config.system),
      extent: this.#observed.get(config.id)?.state().extent ?? this.#kept.get(config.id),
      connect: (signal) => this.#connect(config, signal),
      onMoment: (by, evaluation) => this.#onMoment(config, by, evaluation),
      onState: () => this.#states.run(),
      ...(pace === undefined ? {} : { pace }),
    })
    this.#observed.set(config.id, target)
    target.start()
    this.#states.run()
    return target
  }

  async add(draft: TargetDraft): Promise<TargetState> {
    return this.begin(await this.#parts.list.add(draft)).state()
  }

  /** Observes a target that is known to this process only. */
  async addPassing(id: string, draft: TargetDraft): Promise<ObservedTarget> {
    const config = await this.#parts.list.add(draft, { id })
    await this.#observed.get(id)?.stop()
    return this.begin(config)
  }

  async update(id: string, draft: TargetDraft): Promise<TargetState> {
    const config = await this.#parts.list.update(this.observed(id).config.id, draft)
    await this.observed(id).stop()
    return this.begin(config).state()
  }

  async remove(id: string, forget: boolean): Promise<void> {
    const target = this.observed(id)
    await this.#parts.list.remove(id)
    await target.stop()
    this.#observed.delete(id)
    if (forget) this.forget(id)
    this.#states.run()
  }

  /** Drops what was kept of a target that is not observed. */
  forget(id: string): void {
    this.store.forget(id)
    this.#kept.delete(id)
  }

  async test(draft: TargetDraft, signal: AbortSignal): Promise<TestResult> {
    const before = draft.id === undefined ? undefined : this.#parts.list.get(draft.id)
    const { config, password } = checkDraft(draft, before)
    const saved = { id: draft.id ?? 'test', ...config }
    const credentials =
      config.auth === undefined || password === undefined
        ? await this.#parts.list.credentials(saved)
        : { username: config.auth.username, password }
    return testTarget(this.#systemOf(config.system), connectionOf(saved, credentials), signal)
  }

  discover(signal: AbortSignal): Promise<readonly FoundServer[]> {
    const known = [...this.#observed.values()].flatMap(({ config, endpoints }) => [
      ...config.endpoints,
      ...endpoints,
    ])
    return discover(this.#parts.systems, known, signal)
  }

  /** Told after each regular sample of the target. */
  sampled(id: string): Channel<{ at: number }> {
    const channel = this.#sampled.get(id) ?? new Channel<{ at: number }>()
    this.#sampled.set(id, channel)
    return channel
  }

  #onMoment(config: TargetConfig, by: 'sample' | 'push', evaluation: Evaluation | undefined): void {
    const { id } = config
    if (by === 'push') {
      const throttle = this.#pushes.get(id) ?? new Throttle(pushPaceMs, () => this.views.refresh(id))
      this.#pushes.set(id, throttle)
      return throttle.run()
    }
    this.views.refresh(id)
    const at = this.store.live(id)?.moment.at
    if (at !== undefined) this.sampled(id).value({ at })
    if (evaluation !== undefined) this.#tellFindings(config, evaluation, at ?? 0)
  }

  #tellFindings({ name }: TargetConfig, { opened, closed }: Evaluation, at: number): void {
    for (const finding of opened) {
      this.findingEdges.value({ at, event: 'opened', finding })
      if (finding.explainedBy === undefined) this.#parts.host.notify?.(finding, name)
    }
    for (const finding of closed) this.findingEdges.value({ at, event: 'closed', finding })
  }

  async #connect(config: TargetConfig, signal: AbortSignal): Promise<Session> {
    const credentials = await this.#parts.list.credentials(config)
    return this.#systemOf(config.system).connect(connectionOf(config, credentials), { signal })
  }

  #systemOf(id: string): System {
    const system = this.#parts.systems.find((each) => each.id === id)
    if (system !== undefined) return system
    throw new OrreryError('unsupported', `This Orrery does not know ${id}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#observed.values()].map((target) => target.stop()))
    for (const throttle of [this.#states, ...this.#pushes.values()]) throttle[Symbol.dispose]()
  }
}

/** Where and how a target is reached, with its secrets. */
export function connectionOf(
  config: TargetConfig,
  credentials: { readonly username: string; readonly password: string } | undefined,
): Connection {
  const { id, endpoints, options, budget } = config
  return { targetId: id, endpoints, options, budget, ...(credentials === undefined ? {} : { credentials }) }
}
