import type { FoundSort, SearchAnswer, SearchRequest } from '../../../shared/api/search.ts'
import { foundSorts } from '../../../shared/api/search.ts'
import { asOrreryError } from '../../../shared/base/errors.ts'
import type { FileAnswer, FileSearch, SearchedTarget } from '../../search/search-file.ts'
import { byRank, wantedOf } from '../../search/wanted.ts'
import type { Past } from '../history/past.ts'
import type { Place } from '../history/questions.ts'

/** A file with those of its targets that are searched. */
export interface SearchedFiles {
  readonly file: string
  readonly isOwn: boolean
  readonly targets: readonly SearchedTarget[]
}

/** What became of asking one file. */
interface Told {
  readonly file: SearchedFiles
  readonly answer?: FileAnswer
  readonly problem?: string | undefined
}

/**
 * Files by the targets that lie in them.
 * @param own the history that this Orrery writes: it is searched for runs also where it holds no target
 */
export function filesOf(
  places: readonly { readonly id: string; readonly place: Place }[],
  own: string,
): readonly SearchedFiles[] {
  const byFile = Map.groupBy(places, ({ place }) => place.file)
  const files = new Map([[own, byFile.get(own) ?? []], ...byFile])
  return [...files].map(([file, those]) => ({
    file,
    isOwn: file === own,
    targets: those.map(({ id, place: { targetId, system } }) => ({ id, targetId, system })),
  }))
}

/**
 * Asks each file, and puts together what they say: the best of all, sort by sort. A file that can't be searched is told
 * of, and harms no other. @throws OrreryError `cancelled`
 */
export async function searchFiles(
  past: Past,
  files: readonly SearchedFiles[],
  request: SearchRequest,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const { targetIds, ...rest } = request
  const search = { wanted: wantedOf(rest), isNarrowed: targetIds !== undefined }
  const chosen = files
    .map((each) => ({ ...each, targets: each.targets.filter(({ id }) => targetIds?.includes(id) ?? true) }))
    .filter(({ isOwn, targets }) => targets.length > 0 || (isOwn && targetIds === undefined))
  const told = await Promise.all(chosen.map((file) => askFile(past, file, search, signal)))
  const answers = told.flatMap(({ answer }) => answer ?? [])
  return {
    found: foundSorts.flatMap((sort) => bestOf(answers, sort, request.limit)),
    counts: countsOf(answers),
    kinds: kindsOf(answers),
    failed: told.flatMap(({ file, problem }) =>
      problem === undefined ? [] : [{ targetIds: file.targets.map(({ id }) => id), why: problem }],
    ),
    indexed: shareOf(told),
  }
}

async function askFile(
  past: Past,
  file: SearchedFiles,
  search: Omit<FileSearch, 'targets'>,
  signal: AbortSignal | undefined,
): Promise<Told> {
  try {
    const answer = await past.ask('search', { ...file, ...search }, signal)
    return { file, answer, problem: answer.problem }
  } catch (thrown) {
    if (signal?.aborted === true) throw thrown
    return { file, problem: asOrreryError(thrown).message }
  }
}

function bestOf(answers: readonly FileAnswer[], sort: FoundSort, limit: number) {
  return answers
    .flatMap(({ best }) => best.filter(({ found }) => found.is === sort))
    .toSorted(byRank)
    .slice(0, limit)
    .map(({ found }) => found)
}

function countsOf(answers: readonly FileAnswer[]): SearchAnswer['counts'] {
  const sum = (sort: FoundSort) => answers.reduce((all, { counts }) => all + counts[sort], 0)
  return { entity: sum('entity'), fact: sum('fact'), finding: sum('finding'), run: sum('run') }
}

function kindsOf(answers: readonly FileAnswer[]): SearchAnswer['kinds'] {
  const counts = new Map<string, number>()
  for (const { kinds } of answers)
    for (const [kind, count] of kinds) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return [...counts].map(([kind, count]) => ({ kind, count })).toSorted((a, b) => b.count - a.count)
}

/** Each target counts alike; what can't be looked up, or not further, doesn't. */
function shareOf(told: readonly Told[]): number {
  const shares = told.flatMap(({ file, answer, problem }) =>
    answer === undefined || problem !== undefined ? [] : file.targets.map(() => answer.indexed),
  )
  return shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
}
