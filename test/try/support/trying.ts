import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parameters, Run, RunEntry } from '../../../src/shared/api/experiments.ts'
import type { Permission } from '../../../src/shared/api/targets.ts'
import { createExperiments, type Experiments } from '../../../src/main/experiments/engine.ts'
import type { FaultControl } from '../../../src/main/experiments/parts.ts'
import { openStore } from '../../../src/main/store/open-store.ts'
import type { Connection, System } from '../../../src/main/systems/system.ts'
import type { Server } from '../../../lab/host/server.ts'

const source = (file: string) => new URL(`../../../src/main/${file}`, import.meta.url)

export interface TryingOptions {
  readonly system: System
  readonly connection: Connection
  /** Left out: the cluster counts as somebody's own. */
  readonly servers?: readonly (Server & { readonly name: string })[]
  readonly permission?: Permission
}

/** The engine over a history of its own, with one target called `lab`. */
export class Trying implements AsyncDisposable {
  readonly experiments: Experiments
  readonly #held: AsyncDisposableStack

  private constructor(experiments: Experiments, held: AsyncDisposableStack) {
    this.experiments = experiments
    this.#held = held
  }

  static async on({
    system,
    connection,
    servers,
    permission = 'experiment',
  }: TryingOptions): Promise<Trying> {
    await using held = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'orrery-trying-'))
    held.defer(() => rm(folder, { recursive: true, force: true }))
    const store = held.use(await openStore(join(folder, 'history.orrery'), source('store/store-worker.ts')))
    const experiments = held.use(
      createExperiments({
        runs: store.runs,
        kits: new Map(system.kit === undefined ? [] : [[system.id, system.kit]]),
        targetOf: (id) =>
          id !== 'lab'
            ? undefined
            : {
                ...{ id, name: 'lab', system: system.id, permission, condition: 'observed' },
                connection: () => Promise.resolve(connection),
              },
        faultsOf: () => servers && controlOf(servers),
        actorWorker: source('core/actor-worker.ts'),
        journalProblem: () => undefined,
      }),
    )
    return new Trying(experiments, held.move())
  }

  /** From its checks to the proof that nothing is left. */
  async run(experiment: string, parameters: Parameters): Promise<{ run: Run; entries: readonly RunEntry[] }> {
    const { id } = this.experiments.start({ experiment, targetId: 'lab', parameters, pace: 'auto' })
    const run = await this.experiments.ended(id)
    return { run, entries: this.experiments.entries(id, 0, 100_000) }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#held.disposeAsync()
  }
}

function controlOf(servers: NonNullable<TryingOptions['servers']>): FaultControl {
  return {
    servers: servers.map(({ name, endpoint }) => ({ name, endpoint })),
    fault: async (fault, endpoint) => {
      await servers.find((server) => server.endpoint === endpoint)?.[fault]()
    },
  }
}

/** Each figure of a verdict by its id. */
export function figures({ verdict }: Run): Readonly<Record<string, number | null>> {
  return Object.fromEntries(verdict?.figures.map(({ id, value }) => [id, value]) ?? [])
}
