import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parameters, Run, RunEntry } from '../../../src/shared/api/experiments.ts'
import { createExperiments } from '../../../src/main/experiments/engine.ts'
import { openStore } from '../../../src/main/store/open-store.ts'
import type { Connection, System } from '../../../src/main/systems/system.ts'

const storeWorker = new URL('../../../src/main/store/store-worker.ts', import.meta.url)
const actorWorker = new URL('../../../src/main/core/actor-worker.ts', import.meta.url)

export interface Ran {
  readonly run: Run
  readonly entries: readonly RunEntry[]
}

export interface OneRun {
  readonly system: System
  readonly experiment: string
  readonly connection: Connection
  readonly parameters: Parameters
  /** Asked whenever the log went on. */
  readonly stopWhen?: (run: Run) => boolean
}

/** One run by the engine, with a history of its own, from its checks to the proof that nothing is left. */
export async function oneRun(wish: OneRun): Promise<Ran> {
  const { system, connection, stopWhen } = wish
  const folder = mkdtempSync(join(tmpdir(), 'orrery-run-'))
  await using held = new AsyncDisposableStack()
  held.defer(() => rmSync(folder, { recursive: true, force: true }))
  const store = held.use(await openStore(join(folder, 'history.orrery'), storeWorker))
  const { targetId } = connection
  const experiments = held.use(
    createExperiments({
      runs: store.runs,
      kits: new Map(system.kit === undefined ? [] : [[system.id, system.kit]]),
      targetOf: () => ({
        ...{ id: targetId, name: targetId, system: system.id },
        ...{ permission: 'experiment', condition: 'observed' },
        connection: () => Promise.resolve(connection),
      }),
      faultsOf: () => undefined,
      journalProblem: () => undefined,
      actorWorker,
    }),
  )
  const { experiment, parameters } = wish
  const { id } = experiments.start({ experiment, targetId, parameters, pace: 'auto' })
  using _changes = experiments.book.onRun((run) => {
    if (stopWhen?.(run) === true && run.phase === 'act') void experiments.cancel(id)
  })
  const run = await experiments.ended(id)
  return { run, entries: experiments.entries(id, 0, Number.MAX_SAFE_INTEGER) }
}
