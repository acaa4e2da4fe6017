import { useMemo } from 'react'
import type { ExperimentInfo, Run } from '../../shared/api/experiments.ts'
import { useAsked } from '../api/use-asked.ts'
import type { AskedAgain } from '../api/use-asked.ts'
import { useClient } from '../api/use-client.ts'
import { useLive, useLiveOr } from '../api/use-live.ts'
import type { LiveAnswer } from '../api/use-live.ts'
import { useTargets } from '../app/use-targets.ts'

const everything: Record<string, never> = {}

/** All experiments there are; they don't change while Orrery runs. */
export function useExperiments(): AskedAgain<readonly ExperimentInfo[]> {
  const client = useClient()
  return useAsked('experiments', (signal) => client.call('experiments.list', undefined, signal))
}

/** All runs, newest first; undefined until the first answer. */
export function useRuns(): readonly Run[] | undefined {
  return useLive('runs', everything)
}

/** One run as it goes on; undefined id: none. */
export function useRun(id: string | undefined): LiveAnswer<Run> {
  return useLiveOr('run', id === undefined ? undefined : { run: id })
}

/** The runs of one experiment, newest first. */
export function useRunsOf(experiment: string): readonly Run[] {
  const runs = useRuns()
  return useMemo(() => runs?.filter((run) => run.experiment === experiment) ?? [], [runs, experiment])
}

/** Ids of targets that are recordings: their runs were made by another Orrery, and can't be removed. */
export function useRecordedTargets(): readonly string[] {
  const ids = useTargets()?.flatMap(({ condition, config }) => (condition === 'recorded' ? [config.id] : []))
  // targets are told after every sample; recordings hardly ever change
  return useMemo(() => ids ?? [], [ids?.join(' ')])
}

/** Where a run is shown. */
export const runPath = (run: string): readonly string[] => ['x', 'run', run]

/** Where an experiment is shown: `kafka/rebalance` → `/x/kafka/rebalance`. */
export const experimentPath = (id: string): readonly string[] => ['x', ...id.split('/')]
