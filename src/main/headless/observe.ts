import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '../core/core.ts'
import { openCore } from '../core/open-core.ts'
import { targetsFileOf, userPaths } from '../core/user-paths.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { say } from './say.ts'

/** A core of a command's own, and the targets as the person named them. */
export interface Observing extends AsyncDisposable {
  readonly core: Core
  readonly targets: readonly { readonly id: string; readonly name: string; readonly system: string }[]
}

/** Observes targets for the time of one command; its history is thrown away. */
export async function observe(
  wanted: {
    readonly targets: readonly string[]
    readonly targetsFile: string | undefined
    readonly intervalMs: number
  },
  place: InstalledAt,
): Promise<Observing> {
  await using held = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'orrery-'))
  held.defer(() => rm(dataDir, { recursive: true, force: true }))
  const core = held.use(
    await openCore(
      {
        info: { version: place.version, host: 'headless' },
        paths: {
          targetsFile: targetsFileOf(wanted.targetsFile, userPaths()),
          dataDir,
          resourcesDir: join(dataDir, 'none'),
        },
        workers: place.workers,
        log: (level, message) => level !== 'info' && say(`${level}: ${message}`),
      },
      { only: wanted.targets, intervalMs: wanted.intervalMs },
    ),
  )
  const names = new Map(core.given.map(({ id, text }) => [id, text]))
  const targets = [...names].map(([id, name]) => ({
    id,
    name,
    system: core.observatory.observed(id).system.id,
  }))
  const owned = held.move()
  return { core, targets, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
