import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCore } from '../../src/main/core/open-core.ts'
import { say } from '../lib/say.mjs'
import { cutInto } from './cut-into.ts'
import type { Drill } from './drills.ts'
import { sourceWorkers } from './source-workers.ts'
import { witnessOf } from './witness.ts'

const intervalMs = 2_000

/** Plays a drill under observation, and cuts what was seen into `<folder>/<name>.orrery`. */
export async function recordDrill(drill: Drill, folder: URL): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'orrery-record-'))
  try {
    const { from, to } = await observe(drill, home)
    await cutInto(drill, join(home, 'history.orrery'), drill.targetName, { from, to }, folder)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function observe(drill: Drill, home: string): Promise<{ from: number; to: number }> {
  await using held = new AsyncDisposableStack()
  const stage = await drill.start(held)
  const core = held.use(
    await openCore({
      info: { version: '0', host: 'headless' },
      paths: { targetsFile: join(home, 'targets.json'), dataDir: home, resourcesDir: join(home, 'none') },
      workers: sourceWorkers,
      log: (level, message) => say(`${level}: ${message}`),
    }),
  )
  const from = Date.now()
  await core.observatory.addPassing(drill.targetName, { name: drill.targetName, url: stage.url, intervalMs })
  await stage.play(witnessOf(core, drill.targetName))
  return { from, to: Date.now() }
}
