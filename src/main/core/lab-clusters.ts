import type { LabState } from '../../shared/api/app.ts'
import { asOrreryError, OrreryError } from '../../shared/base/errors.ts'
import { Channel } from './channel.ts'
import type { LabControl, RunningLab } from './host.ts'

/** What becomes of the clusters: they are observed while they run. */
export interface LabTargets {
  /** @returns the target's id */
  observe(cluster: string, url: string): Promise<string>
  /** Its cluster is gone. */
  leave(targetId: string): Promise<void>
}

interface Running {
  readonly cluster: string
  readonly lab: RunningLab
  readonly targetId: string
}

const noLab = 'Local clusters can be started only from a checkout of Orrery.'

/** Local clusters that a person started from the window or with `--lab`. */
export class LabClusters implements AsyncDisposable {
  readonly #control: LabControl | undefined
  readonly #targets: LabTargets
  readonly #starting = new Map<string, Promise<void>>()
  readonly #stopping = new AbortController()
  #running: readonly Running[] = []
  /** Of clusters that are being started, what each said last. */
  readonly #progress = new Map<string, string>()
  readonly changes = new Channel<LabState>()

  constructor(control: LabControl | undefined, targets: LabTargets) {
    this.#control = control
    this.#targets = targets
  }

  state(): LabState {
    const why = this.#control === undefined ? noLab : this.#control.unavailable()
    const progress = [...this.#progress.values()].at(-1)
    return {
      available: why === undefined,
      ...(why === undefined ? {} : { why }),
      running: this.#running.map(({ cluster, lab, targetId }) => ({ cluster, url: lab.url, targetId })),
      ...(progress === undefined ? {} : { progress }),
    }
  }

  /** The running cluster behind a target, if it is one of the lab. */
  of(targetId: string): Pick<RunningLab, 'servers' | 'fault'> | undefined {
    return this.#running.find((running) => running.targetId === targetId)?.lab
  }

  /** Resolves when the cluster answers and is observed; a second call for the same cluster waits for the first. */
  async start(cluster: string): Promise<void> {
    if (this.#running.some((each) => each.cluster === cluster)) return
    const starting = this.#starting.get(cluster) ?? this.#start(cluster)
    this.#starting.set(cluster, starting)
    try {
      await starting
    } finally {
      this.#starting.delete(cluster)
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((running) => this.#leave(running)))
  }

  async #start(cluster: string): Promise<void> {
    const control = this.#control
    const why = control === undefined ? noLab : control.unavailable()
    if (control === undefined || why !== undefined) throw new OrreryError('unsupported', why ?? noLab)
    let isStarting = true
    // it goes on telling of its traffic, long after it answers
    const progress = (says: string) => isStarting && this.#say(cluster, says)
    try {
      const lab = await control.start(cluster, progress, this.#stopping.signal)
      const running: Running = { cluster, lab, targetId: await this.#targets.observe(cluster, lab.url) }
      this.#running = [...this.#running, running]
      lab.onEnd(() => void this.#leave(running))
    } catch (thrown) {
      throw asOrreryError(thrown)
    } finally {
      isStarting = false
      this.#say(cluster, undefined)
    }
  }

  async #leave(running: Running): Promise<void> {
    if (!this.#running.includes(running)) return
    this.#running = this.#running.filter((each) => each !== running)
    await this.#targets.leave(running.targetId)
    await running.lab[Symbol.asyncDispose]()
    this.changes.value(this.state())
  }

  #say(cluster: string, progress: string | undefined): void {
    this.#progress.delete(cluster)
    if (progress !== undefined) this.#progress.set(cluster, progress)
    this.changes.value(this.state())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort(new OrreryError('cancelled', 'Orrery is ending'))
    await Promise.allSettled(this.#starting.values())
    await Promise.allSettled(this.#running.map(({ lab }) => lab[Symbol.asyncDispose]()))
  }
}
