import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createExperiments, type Experiments } from '../../../src/main/experiments/engine.ts'
import { checkedParameters } from '../../../src/main/experiments/parameters.ts'
import type { FaultControl } from '../../../src/main/experiments/parts.ts'
import { openStore } from '../../../src/main/store/open-store.ts'
import type { ExperimentKit, Fault, FaultServer } from '../../../src/main/systems/experiment.ts'
import { systems } from '../../../src/main/systems/index.ts'
import type { Connection } from '../../../src/main/systems/system.ts'
import type { Parameters, Run } from '../../../src/shared/api/experiments.ts'

const source = (file: string) => new URL(`../../../src/main/${file}`, import.meta.url)
const child = fileURLToPath(new URL('./killed-child.ts', import.meta.url))

export const targetId = 'lab'

/** A run that is killed when one of its steps is over. */
export interface Doomed {
  readonly system: string
  readonly experiment: string
  readonly connection: Connection
  readonly parameters: Parameters
  /** Id of the step. */
  readonly step: string
  readonly servers?: readonly FaultServer[]
  /** Where its history is. */
  readonly folder: string
}

/** What the child asks its parent for, or how its run ended. */
export type FromChild = { readonly fault: Fault; readonly endpoint: string } | { readonly ended: Run }

/** The engine over a history that outlives it. */
export async function engineOver(
  { folder, connection, system }: Doomed,
  kit: ExperimentKit,
  faults: FaultControl | undefined,
): Promise<{ readonly experiments: Experiments } & AsyncDisposable> {
  const store = await openStore(join(folder, 'history.orrery'), source('store/store-worker.ts'))
  const experiments = createExperiments({
    runs: store.runs,
    kits: new Map([[system, kit]]),
    targetOf: (id) => ({
      ...{ id, name: id, system, permission: 'experiment', condition: 'observed' },
      connection: () => Promise.resolve(connection),
    }),
    faultsOf: () => faults,
    actorWorker: source('core/actor-worker.ts'),
    journalProblem: () => undefined,
  })
  return {
    experiments,
    async [Symbol.asyncDispose]() {
      await experiments[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    },
  }
}

/**
 * Runs, kills, starts anew and cleans up. @returns the run as the next start found it, and as it was afterwards
 * @throws Error with how the run ended, if it did before its step was over
 */
export async function killedAndCleaned(
  wish: Omit<Doomed, 'folder' | 'servers'>,
  faults?: FaultControl,
): Promise<{ readonly found: Run; readonly cleaned: Run }> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-killed-'))
  await using held = new AsyncDisposableStack()
  held.defer(() => rm(folder, { recursive: true, force: true }))
  const doomed: Doomed = { ...wish, folder, ...(faults === undefined ? {} : { servers: faults.servers }) }
  await untilKilled(doomed, faults)
  const kit = systems.find(({ id }) => id === wish.system)?.kit
  if (kit === undefined) throw new Error(`Nothing can be tried on ${wish.system}`)
  const { experiments } = held.use(await engineOver(doomed, kit, faults))
  const [found] = experiments.runs()
  if (found === undefined) throw new Error('The run is in no history')
  return { found, cleaned: await experiments.clean(found.id) }
}

/** Every step of every experiment of a kit, with the parameters that make it short. */
export function allSteps({ experiments }: ExperimentKit, short: Readonly<Record<string, Parameters>>) {
  return experiments.flatMap(({ info, steps }) => {
    const parameters = checkedParameters(info, short[info.id] ?? {})
    return steps(parameters).map(({ id }) => ({
      experiment: info.id,
      reach: info.reach,
      parameters,
      step: id,
    }))
  })
}

async function untilKilled(doomed: Doomed, faults: FaultControl | undefined): Promise<void> {
  const running = fork(child, [JSON.stringify(doomed)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let ended: Run | undefined
  const never = new AbortController().signal
  running.on('message', (message: FromChild) => {
    if ('ended' in message) ended = message.ended
    else void faults?.fault(message.fault, message.endpoint, never).then(() => running.send('done'))
  })
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`It was not killed: ${JSON.stringify(ended)}`)
}
