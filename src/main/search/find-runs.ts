import type { Run } from '../../shared/api/experiments.ts'
import type { FoundRun } from '../../shared/api/search.ts'
import type { Counted } from './find.ts'
import { byRank, type Ranked, type Wanted } from './wanted.ts'
import { fold } from './words.ts'

/** Runs by title, experiment, outcome and target. They are of no kind. @param runs under the ids that windows know */
export function findRuns(
  runs: readonly Run[],
  wanted: Wanted,
  titleOf: (experiment: string) => string,
): Counted<FoundRun> {
  const all = runs
    .filter(({ began, ended }) => began <= wanted.to && (ended ?? Infinity) >= wanted.from)
    .map((run) => ({ run, title: titleOf(run.experiment) }))
    .filter(({ run, title }) => hasAll(run, title, wanted.words))
    .map(({ run, title }) => rankedOf(run, title))
    .toSorted(byRank)
  return { best: all.slice(0, wanted.limit), count: all.length }
}

function hasAll({ experiment, outcome, targetName }: Run, title: string, words: readonly string[]): boolean {
  const says = fold([title, experiment, outcome, targetName].join('\n'))
  return words.every((word) => says.includes(word))
}

function rankedOf({ id, experiment, targetName, began, outcome }: Run, title: string): Ranked<FoundRun> {
  const found = { is: 'run', run: id, experiment, title, targetName, at: began, outcome } as const
  return { found, rank: 2, state: outcome === 'running' ? 2 : 0, at: began, name: title }
}
