import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { archiveSuffix } from '../../../shared/api/archives.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { Past } from './past.ts'
import type { KeptTarget } from './questions.ts'

/** A target that history tells of, and the file that does. */
export interface Kept extends KeptTarget {
  readonly file: string
  readonly config: NonNullable<KeptTarget['config']>
}

/**
 * What a person means by names in the history, or by files of history. Nothing named: all that the history holds.
 * @param file the history of the profile
 * @throws OrreryError `not-found` with the names that there are
 */
export async function findKept(
  history: Past,
  file: string,
  wanted: readonly string[],
): Promise<readonly Kept[]> {
  const isFile = (text: string) => text.endsWith(archiveSuffix)
  const isHistoryWanted = wanted.length === 0 || wanted.some((text) => !isFile(text))
  const own = isHistoryWanted ? await keptInHistory(history, file) : []
  if (wanted.length === 0) return own
  const kept = wanted.map(async (text) =>
    isFile(text) ? keptIn(history, resolve(text)) : [named(own, text)],
  )
  return (await Promise.all(kept)).flat()
}

async function keptInHistory(history: Past, file: string): Promise<readonly Kept[]> {
  if (existsSync(file)) return keptIn(history, file)
  throw new OrreryError('not-found', 'There is no history yet', {
    fix: 'Observe something first (orrery serve), name a file (*.orrery), or say where the history is with --data.',
  })
}

async function keptIn(history: Past, file: string): Promise<readonly Kept[]> {
  const kept = await history.ask('targets', { file })
  const told = kept.flatMap(({ config, ...rest }) =>
    config === undefined ? [] : [{ ...rest, config, file }],
  )
  if (told.length > 0) return told
  throw new OrreryError('not-found', `${file} tells of no target`, { fix: 'Nothing was sampled into it.' })
}

function named(kept: readonly Kept[], text: string): Kept {
  const found = kept.find(({ config, targetId }) => config.name === text || targetId === text)
  if (found !== undefined) return found
  throw new OrreryError('not-found', `The history tells nothing of ${text}`, {
    fix: `It tells of ${kept.map(({ config }) => config.name).join(', ')}.`,
  })
}
