import { resolve } from 'node:path'
import { OrreryError } from '../../shared/base/errors.ts'
import type { SearchAnswer, SearchRequest } from '../../shared/api/search.ts'
import { findKept, type Kept } from '../core/history/find-kept.ts'
import type { Past } from '../core/history/past.ts'
import type { InstalledAt } from '../core/installed-at.ts'
import { filesOf, type SearchedFiles, searchFiles } from '../core/search/search-files.ts'
import { toJson } from './json.ts'
import { openPast } from './open-past.ts'
import { say } from './say.ts'
import type { SearchCommand } from './search-options.ts'
import { searchText } from './search-text.ts'

/** How often a first search over a long history tells how far it is, ms. */
const tellEveryMs = 2_000

/**
 * Prints what is found in the history, or in an archive; nothing is asked from a cluster.
 * @returns as grep does: 0 something was found, 1 nothing
 */
export async function search(command: SearchCommand, place: InstalledAt): Promise<number> {
  const { targets, inFile, dataDir, json } = command
  await using past = openPast(place, inFile === undefined ? [] : [inFile], dataDir)
  const file = inFile === undefined ? past.file : resolve(inFile)
  const kept = await findKept(past.history, file, [])
  const files = filesOf(kept.map(placeOf), past.file).filter((each) => each.file === file)
  for (const each of files) await makeIndex(past.history, each)
  const answer = await searchFiles(past.history, files, requestOf(command, chosen(kept, targets)))
  for (const { why } of answer.failed) say(`orrery: ${why}`)
  const names = new Map(kept.map(({ targetId, config }) => [targetId, config]))
  process.stdout.write(json ? `${toJson(told(answer, kept), 2)}\n` : searchText(answer, names))
  return answer.found.length === 0 ? 1 : 0
}

const placeOf = ({ targetId, file, config }: Kept) => ({
  id: targetId,
  place: { file, targetId, system: config.system },
})

/** Of targets that have one name, all are meant: one may have been removed and added again. */
function chosen(kept: readonly Kept[], names: readonly string[]): readonly string[] | undefined {
  if (names.length === 0) return undefined
  return names.flatMap((name) => {
    const ids = kept.filter(({ config, targetId }) => config.name === name || targetId === name)
    if (ids.length > 0) return ids.map(({ targetId }) => targetId)
    throw new OrreryError('not-found', `The history tells nothing of ${name}`, {
      fix: `It tells of ${kept.map(({ config }) => config.name).join(', ')}.`,
    })
  })
}

function requestOf(command: SearchCommand, targetIds: readonly string[] | undefined): SearchRequest {
  const { text, limit, from, to, kinds, sorts } = command
  return {
    ...{ text, limit },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(sorts === undefined ? {} : { sorts }),
    ...(targetIds === undefined ? {} : { targetIds }),
  }
}

/** The first search of a history reads all of its facts; the next ones go on from there. */
async function makeIndex(past: Past, file: SearchedFiles): Promise<void> {
  let toldAt = Date.now()
  for (let share = 0; share < 1;) {
    share = await past.ask('index', { ...file })
    if (share === 1 || Date.now() - toldAt < tellEveryMs) continue
    toldAt = Date.now()
    say(`looked up ${Math.floor(share * 100)} % of the history`)
  }
}

function told({ found, counts, kinds, failed }: SearchAnswer, kept: readonly Kept[]) {
  const targets = kept.map(({ targetId, config: { name, system } }) => ({ targetId, name, system }))
  return { targets, found, counts, kinds, failed }
}
