import { resolve } from 'node:path'
import { archiveSuffix } from '../../shared/api/archives.ts'
import { History } from '../core/history/history.ts'
import { type Past, Pasts } from '../core/history/past.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { historyFileOf } from '../core/open-history.ts'
import { userPaths } from '../core/user-paths.ts'

export interface OpenedPast extends AsyncDisposable {
  readonly history: Past
  /** The history of the profile; whether there is one is not known yet. */
  readonly file: string
}

/**
 * The history of the profile, and the files of history among what a command was given. Each kind has a thread, which
 * starts with the first question that it is asked.
 */
export function openPast(
  { workers }: InstalledAt,
  targets: readonly string[],
  dataDir: string | undefined,
): OpenedPast {
  const own = new History(workers.history)
  const archives = new History(workers.history, { readsArchives: true })
  const history = new Pasts(own, archives)
  for (const text of targets) if (text.endsWith(archiveSuffix)) history.addArchive(resolve(text))
  return {
    history,
    file: historyFileOf(resolve(dataDir ?? userPaths().dataDir)),
    async [Symbol.asyncDispose]() {
      await Promise.all([own[Symbol.asyncDispose](), archives[Symbol.asyncDispose]()])
    },
  }
}
