import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where this Orrery lies, and what is beside it; the same from source and from a build. */
export interface InstalledAt {
  readonly root: string
  readonly renderer: string
  readonly resources: string
  readonly version: string
  readonly workers: { readonly history: URL; readonly store: URL; readonly actor: URL }
}

/** @param entry the file that was started: `src/main/headless.ts` or `out/main/headless.js` */
export function installedAt(entry: { readonly dirname: string; readonly filename: string }): InstalledAt {
  const { dirname, filename } = entry
  const root = join(dirname, '../..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const files = filename.endsWith('.ts')
    ? { history: 'core/history-worker.ts', store: 'store/store-worker.ts', actor: 'core/actor-worker.ts' }
    : { history: 'history-worker.js', store: 'store-worker.js', actor: 'actor-worker.js' }
  return {
    root,
    version,
    renderer: join(root, 'out/renderer'),
    resources: join(root, 'resources'),
    workers: {
      history: pathToFileURL(join(dirname, files.history)),
      store: pathToFileURL(join(dirname, files.store)),
      actor: pathToFileURL(join(dirname, files.actor)),
    },
  }
}
