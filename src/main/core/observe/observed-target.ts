import type { RuleVerdict } from '../../../shared/api/findings.ts'
import type { Capability, TargetCondition, TargetConfig, TargetState } from '../../../shared/api/targets.ts'
import { asOrreryError, type OrreryError } from '../../../shared/base/errors.ts'
import { Engine, type Evaluation, type Pending } from '../../rules/engine.ts'
import type { Store } from '../../store/store.ts'
import type { Sample } from '../../systems/sample.ts'
import type { Session, System } from '../../systems/system.ts'
import { type Failure, Sampler, type SamplerOptions } from './sampler.ts'
import { withToldFacts } from './told-facts.ts'

export interface ObservedTargetOptions {
  readonly config: TargetConfig
  readonly system: System
  readonly store: Store
  /** Opens a session with the target's secrets. */
  connect(signal: AbortSignal): Promise<Session>
  /** First and last sample kept from before, epoch ms. */
  readonly extent?: { readonly from: number; readonly to: number } | undefined
  /** The newest moment moved on: by a sample (the rules have judged it), or by what came between two. */
  onMoment(by: 'sample' | 'push', evaluation: Evaluation | undefined): void
  /** The row of the rail changed. */
  onState(): void
  /** Pace of retries and deadlines, for tests. */
  readonly pace?: Pick<SamplerOptions, 'limitsMs' | 'retryMs'>
}

/** One target being observed: its samples go into the store, the rules judge them, and it says how that goes. */
export class ObservedTarget {
  readonly #options: ObservedTargetOptions
  readonly #sampler: Sampler
  readonly #engine: Engine
  #condition: TargetCondition = 'connecting'
  #error: TargetState['error']
  #extent: TargetState['extent']
  #cost: TargetState['cost']
  #capabilities: readonly Capability[] = []
  #verdicts: readonly RuleVerdict[] = []
  #summary = ''
  #endpoints: readonly string[] = []

  constructor(options: ObservedTargetOptions) {
    this.#options = options
    this.#extent = options.extent
    const { config, system, store } = options
    const breakMs = Math.max(3 * config.intervalMs, 15_000)
    this.#engine = new Engine({ targetId: config.id, rules: system.rules, sink: store, breakMs })
    this.#sampler = new Sampler({
      ...options.pace,
      intervalMs: config.intervalMs,
      connect: (signal) => options.connect(signal),
      onSample: (sample, session) => this.#onSample(sample, session),
      onPush: (sample) => this.#onPush(sample),
      onFailure: (failure) => this.#onFailure(failure),
    })
    this.#summary = this.#summarise()
  }

  start(): void {
    this.#sampler.start()
  }

  retry(): void {
    this.#sampler.retry()
  }

  /** Sampled more often until disposed of: while an experiment runs on it. */
  closely(): Disposable {
    return this.#sampler.closely()
  }

  async stop(): Promise<void> {
    await this.#sampler.stop()
    this.#condition = 'stopped'
    this.#options.onState()
  }

  get config(): TargetConfig {
    return this.#options.config
  }

  get system(): System {
    return this.#options.system
  }

  /** `host:port` of every server that answered in the newest sample. */
  get endpoints(): readonly string[] {
    return this.#endpoints
  }

  get verdicts(): readonly RuleVerdict[] {
    return this.#verdicts
  }

  pending(): readonly Pending[] {
    return this.#engine.pending()
  }

  state(): TargetState {
    const findings = { critical: 0, warning: 0, info: 0 }
    for (const { severity, explainedBy } of this.#options.store.openFindings(this.config.id))
      if (explainedBy === undefined) findings[severity]++
    return {
      config: this.config,
      condition: this.#condition,
      summary: this.#summary,
      findings,
      unknownRules: this.#verdicts.filter(({ is }) => is === 'unknown').length,
      capabilities: this.#capabilities,
      ...(this.#extent === undefined ? {} : { extent: this.#extent }),
      ...(this.#error === undefined ? {} : { error: this.#error }),
      ...(this.#cost === undefined ? {} : { cost: this.#cost }),
    }
  }

  #onSample(sample: Sample, session: Session): void {
    this.#capabilities = session.capabilities()
    this.#cost = costOf(sample)
    this.#endpoints = sample.cost.map(({ endpoint }) => endpoint)
    this.#condition = 'observed'
    this.#error = undefined
    const told = withToldFacts(sample, this.config, this.#capabilities)
    const isKept = this.#attempt(() => this.#append(told))
    const evaluation = isKept === undefined ? undefined : this.#attempt(() => this.#judge())
    // where only writing failed, the newest moment moved on all the same: it is shown, but not announced as kept
    this.#options.onMoment(isKept === undefined ? 'push' : 'sample', evaluation)
    this.#summary = this.#summarise()
    this.#options.onState()
  }

  #onPush(sample: Sample): void {
    if (this.#attempt(() => this.#append(sample)) === undefined) this.#options.onState()
    this.#options.onMoment('push', undefined)
  }

  /** The cluster answered: if writing fails, that is told, and the next sample tries again. */
  #attempt<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (thrown) {
      this.#fail(asOrreryError(thrown), 1, Date.now() + this.config.intervalMs)
      return undefined
    }
  }

  #append(sample: Sample): true {
    const { at } = this.#options.store.append(this.config.id, sample).moment
    this.#extent = { from: this.#extent?.from ?? at, to: at }
    return true
  }

  #judge(): Evaluation | undefined {
    const look = this.#options.store.live(this.config.id)
    const evaluation = look && this.#engine.evaluate(look)
    if (evaluation !== undefined) this.#verdicts = evaluation.verdicts
    return evaluation
  }

  #summarise(): string {
    const look = this.#options.store.live(this.config.id)
    try {
      return (look && this.system.summary?.(look)) ?? ''
    } catch {
      return ''
    }
  }

  #onFailure({ error, tries, nextTryAt }: Failure): void {
    this.#fail(error, tries, nextTryAt)
    this.#options.onState()
  }

  #fail(error: OrreryError, tries: number, nextTryAt: number): void {
    this.#condition = 'failing'
    this.#error = { ...error.toData(), at: Date.now(), tries, nextTryAt }
  }
}

function costOf(sample: Sample): NonNullable<TargetState['cost']> {
  const sum = (pick: (cost: Sample['cost'][number]) => number) =>
    sample.cost.reduce((all, each) => all + pick(each), 0)
  return {
    requests: sum(({ requests }) => requests),
    bytes: sum(({ sentBytes, receivedBytes }) => sentBytes + receivedBytes),
    tookMs: sample.tookMs,
  }
}
