import { mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createExperiments, type Experiments } from '../../../../src/main/experiments/engine.ts'
import type { ExperimentParts, ExperimentTarget } from '../../../../src/main/experiments/parts.ts'
import { openStore, type StoreOptions } from '../../../../src/main/store/open-store.ts'
import type { RunStore, Store } from '../../../../src/main/store/store.ts'
import type { Run, RunEntry } from '../../../../src/shared/api/experiments.ts'
import { files } from './files.ts'

const storeWorker = new URL('../../../../src/main/store/store-worker.ts', import.meta.url)
export const actorWorker = new URL('./files-worker.ts', import.meta.url)

/** Quick enough for tests; a goodbye that doesn't come costs its whole limit. */
export const limitsMs = {
  settle: 2_000,
  goodbye: 1_000,
  cleanUp: 1_500,
  ending: 2_000,
  quiet: 20,
  actorStart: 30_000,
}

export interface Bench extends AsyncDisposable {
  readonly store: Store
  readonly experiments: Experiments
  /** The cluster. */
  readonly folder: string
  /** What is in it. */
  files(): readonly string[]
  put(name: string): void
  take(name: string): void
  entries(run: Run): readonly RunEntry[]
}

export interface BenchOptions {
  readonly parts?: Partial<ExperimentParts>
  readonly target?: Partial<ExperimentTarget>
  readonly store?: StoreOptions
  /** Where history and cluster lie; left out: in a folder that goes with the bench. */
  readonly root?: string
  readonly wrap?: (runs: RunStore) => RunStore
}

export const targetId = 'disk'

export function targetIn(folder: string, changed: Partial<ExperimentTarget> = {}): ExperimentTarget {
  return {
    id: targetId,
    name: 'Disk',
    system: 'files',
    permission: 'experiment',
    condition: 'observed',
    connection: async () => ({
      targetId,
      endpoints: ['here:1'],
      options: { folder },
      budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
    }),
    ...changed,
  }
}

/** An engine over a real history, and a folder as its cluster. */
export async function bench({
  parts,
  target,
  store: storeOptions,
  root,
  wrap,
}: BenchOptions = {}): Promise<Bench> {
  await using held = new AsyncDisposableStack()
  const home = root ?? mkdtempSync(join(tmpdir(), 'orrery-runs-'))
  if (root === undefined) held.defer(() => rmSync(home, { recursive: true, force: true }))
  const folder = join(home, 'cluster')
  mkdirSync(folder, { recursive: true })
  const store = held.use(await openStore(join(home, 'history.orrery'), storeWorker, storeOptions))
  const experiments = held.use(
    createExperiments({
      runs: wrap?.(store.runs) ?? store.runs,
      kits: new Map([['files', files]]),
      targetOf: (id) => (id === targetId ? targetIn(folder, target) : undefined),
      faultsOf: () => undefined,
      actorWorker,
      journalProblem: () => undefined,
      limitsMs,
      ...parts,
    }),
  )
  const owned = held.move()
  return {
    store,
    experiments,
    folder,
    files: () => readdirSync(folder).toSorted((a, b) => a.localeCompare(b)),
    put: (name) => writeFileSync(join(folder, name), ''),
    take: (name) => rmSync(join(folder, name)),
    entries: ({ id }) => experiments.entries(id, 0, 1_000_000),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Resolves when something holds of a run. */
export async function when(
  { experiments }: Bench,
  { id }: Run,
  holds: (run: Run) => boolean,
  limitMs = 20_000,
): Promise<Run> {
  const { promise, resolve, reject } = Promise.withResolvers<Run>()
  const look = () => {
    const run = experiments.book.get(id)
    if (holds(run)) resolve(run)
  }
  using _runs = experiments.book.onRun(look)
  const timer = setTimeout(
    () => reject(new Error(`It never held of ${JSON.stringify(experiments.book.get(id))}`)),
    limitMs,
  )
  try {
    look()
    return await promise
  } finally {
    clearTimeout(timer)
  }
}
