import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ConnectStep } from '../../src/shared/api/targets.ts'
import { asOrreryError, type OrreryError } from '../../src/shared/base/errors.ts'
import { Engine } from '../../src/main/rules/engine.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { Look } from '../../src/main/systems/moment.ts'
import type { Sample } from '../../src/main/systems/sample.ts'
import type { Connection, Session, System } from '../../src/main/systems/system.ts'

const workerUrl = new URL('../../src/main/store/store-worker.ts', import.meta.url)
const targetId = 'lab'

/** Nobody gives up but by a deadline. */
export const signal: AbortSignal = new AbortController().signal

export function connectionTo(endpoints: readonly string[], rest: Partial<Connection> = {}): Connection {
  return { targetId, endpoints, options: {}, budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 }, ...rest }
}

/** Connects and lets go again: the steps that were told, and what it failed with. */
export async function tryConnect(
  system: System,
  connection: Connection,
): Promise<{ steps: ConnectStep[]; error: OrreryError | undefined }> {
  const steps: ConnectStep[] = []
  try {
    await using _session = await system.connect(connection, { signal, step: (step) => steps.push(step) })
    return { steps, error: undefined }
  } catch (thrown) {
    return { steps, error: asOrreryError(thrown) }
  }
}

/** Arguments and data of each view of a system. */
type ViewShapes<Views> = { readonly [V in keyof Views]: { readonly args?: unknown; readonly data: unknown } }

/** A session with a history and the rules behind it, as the core has them. */
export class Observing<Views extends ViewShapes<Views>> implements AsyncDisposable {
  readonly #system: System
  readonly session: Session
  readonly samples: Sample[] = []
  /** What came by itself between samples. */
  readonly pushes: Sample[] = []
  readonly #store: Store
  readonly #engine: Engine
  readonly #held: AsyncDisposableStack
  #stopped = false

  private constructor(system: System, session: Session, store: Store, held: AsyncDisposableStack) {
    this.#system = system
    this.session = session
    this.#store = store
    this.#engine = new Engine({ targetId, rules: system.rules, sink: store, breakMs: 5000 })
    this.#held = held
  }

  /** Connects and takes the first sample. */
  static async open<Views extends ViewShapes<Views>>(
    system: System,
    endpoints: readonly string[],
    rest: Partial<Connection> = {},
  ): Promise<Observing<Views>> {
    await using held = new AsyncDisposableStack()
    const folder = mkdtempSync(join(tmpdir(), `orrery-${system.id}-`))
    held.defer(() => rmSync(folder, { recursive: true, force: true }))
    const store = held.use(await openStore(join(folder, 'history.orrery'), workerUrl))
    const session = held.use(await system.connect(connectionTo(endpoints, rest), { signal }))
    const observing = new Observing<Views>(system, session, store, held.move())
    await observing.sample()
    session.onPush?.((sample) => {
      observing.pushes.push(sample)
      store.append(targetId, sample)
    })
    return observing
  }

  get look(): Look {
    const look = this.#store.live(targetId)
    if (look === undefined) throw new Error('Nothing was sampled')
    return look
  }

  /** `rule entity` of what is open, without the system's name. */
  get open(): readonly string[] {
    return this.#store
      .openFindings(targetId)
      .map(({ rule, entity }) => `${rule.replace(`${this.#system.id}/`, '')} ${entity}`)
      .sort()
  }

  view<V extends keyof Views & string>(name: V, args?: Views[V]['args']): Views[V]['data'] {
    const run = this.#system.views[name]?.run
    return run?.(this.look, args ?? {})
  }

  async sample(): Promise<Sample> {
    const sample = await this.session.observe(Date.now(), signal)
    this.samples.push(sample)
    this.#store.append(targetId, sample)
    this.#engine.evaluate(this.look)
    return sample
  }

  /** Samples at an interval until it is disposed of. */
  run(everyMs: number): this {
    const loop = async () => {
      while (!this.#stopped) {
        const started = performance.now()
        await this.sample().catch((error: unknown) => {
          if (!this.#stopped) throw error
        })
        await pause(Math.max(0, everyMs - (performance.now() - started)))
      }
    }
    const running = loop()
    this.#held.defer(() => running)
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true
    await this.#held.disposeAsync()
  }
}
