import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openCore } from '../../src/main/core/open-core.ts'
import { cutRecording } from '../../src/main/store/cut-recording.ts'
import { say } from '../lib/say.mjs'
import type { Drill } from './drills.ts'
import { witnessOf } from './witness.ts'

const intervalMs = 2_000
const source = (path: string) => new URL(`../../src/main/${path}`, import.meta.url)

/** Plays a drill under observation, and cuts what was seen into `<folder>/<name>.orrery`. */
export async function recordDrill(drill: Drill, folder: URL): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'orrery-record-'))
  try {
    const { from, to } = await observe(drill, home)
    const out = fileURLToPath(new URL(`${drill.name}.orrery`, folder))
    await rm(out, { force: true })
    const { title, about } = drill
    cutRecording(join(home, 'history.orrery'), [drill.targetName], from, to, out, { title, about })
    say(
      `${drill.name}: ${Math.round((to - from) / 1000)} s in ${Math.ceil((await stat(out)).size / 1024)} kB`,
    )
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
      workers: {
        history: source('core/history-worker.ts'),
        store: source('store/store-worker.ts'),
        actor: source('core/actor-worker.ts'),
      },
      log: (level, message) => say(`${level}: ${message}`),
    }),
  )
  const from = Date.now()
  await core.observatory.addPassing(drill.targetName, { name: drill.targetName, url: stage.url, intervalMs })
  await stage.play(witnessOf(core, drill.targetName))
  return { from, to: Date.now() }
}
