import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from '../../lab/until.ts'
import { labOfCheckout } from '../../src/main/core/lab-of-checkout.ts'
import { openCore } from '../../src/main/core/open-core.ts'
import type { Parameters, Run } from '../../src/shared/api/experiments.ts'
import { say } from '../lib/say.mjs'
import { cutInto } from './cut-into.ts'
import { sourceWorkers } from './source-workers.ts'

/** Experiments that are run one after the other on a cluster of the lab, and kept with what was observed meanwhile. */
export interface RunsDrill {
  readonly name: string
  readonly title: string
  readonly about: string
  /** Of `lab/cli/kinds.ts`: `redis-cluster`. */
  readonly cluster: string
  readonly targetName: string
  readonly runs: readonly {
    readonly experiment: string
    readonly parameters?: Parameters
    /** What a person might have thought. */
    readonly prediction: string
  }[]
}

const { signal } = new AbortController()

/** @throws Error when a run does not reach its end: nothing is written then */
export async function recordRuns(drill: RunsDrill, folder: URL): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'orrery-record-'))
  try {
    const { from, to, targetId } = await runAll(drill, home)
    await cutInto(drill, join(home, 'history.orrery'), targetId, { from, to }, folder)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function runAll({ cluster, targetName, runs }: RunsDrill, home: string) {
  const lab = labOfCheckout(fileURLToPath(new URL('../..', import.meta.url)))
  await using core = await openCore({
    info: { version: '0', host: 'headless' },
    paths: { targetsFile: join(home, 'targets.json'), dataDir: home, resourcesDir: join(home, 'none') },
    workers: sourceWorkers,
    log: (level, message) => say(`${level}: ${message}`),
    ...(lab === undefined ? {} : { lab }),
  })
  await core.lab.start(cluster)
  const targetId = `lab-${cluster}`
  await core.observatory.update(targetId, { name: targetName })
  await until(
    `${cluster} observed`,
    () => core.observatory.observed(targetId).state().condition === 'observed',
  )
  const from = Date.now()
  for (const { experiment, parameters = {}, prediction } of runs) {
    const wish = { experiment, targetId, parameters, prediction, pace: 'auto' } as const
    const { id } = await core.handlers['runs.start'](wish, signal)
    const run = await core.experiments.ended(id)
    say(`${experiment}: ${run.outcome}, ${run.entries} lines, ${run.verdict?.observed ?? ''}`)
    if (run.outcome !== 'done' || run.left.length > 0)
      throw new Error(`Run ${run.number} ended ${run.outcome}: ${whyOf(run)}`)
  }
  return { from, to: Date.now(), targetId }
}

function whyOf({ error, checks }: Run): string {
  const refused = checks.filter(({ is }) => is === 'refused').map(({ what, says }) => `${what}: ${says}`)
  return error?.message ?? refused.join('; ')
}
