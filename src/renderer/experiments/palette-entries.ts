import type { ExperimentInfo, Run } from '../../shared/api/experiments.ts'
import { formatInstant } from '../../shared/base/format-time.ts'
import { useNavigator } from '../app/navigator.ts'
import type { Navigator } from '../app/navigator.ts'
import type { Entry } from '../app/palette/entries.ts'
import { outcomeOf } from './outcome.ts'
import { experimentPath, runPath, useExperiments, useRuns } from './use-experiments.ts'

/** Experiments and runs, for Find anything. */
export function useExperimentEntries(): readonly Entry[] {
  const navigator = useNavigator()
  const infos = useExperiments().value ?? []
  const runs = useRuns() ?? []
  return [
    ...infos.map((info) => experimentEntry(info, navigator)),
    ...runs.map((run) => runEntry(run, infos, navigator)),
  ]
}

function experimentEntry(info: ExperimentInfo, navigator: Navigator): Entry {
  return {
    id: `experiment ${info.id}`,
    kind: 'experiment',
    name: info.title,
    isName: false,
    whose: [info.system, ...info.concepts].join(' · '),
    run: () => navigator.go({ path: experimentPath(info.id), state: {} }),
  }
}

function runEntry(run: Run, infos: readonly ExperimentInfo[], navigator: Navigator): Entry {
  const title = infos.find((info) => info.id === run.experiment)?.title ?? run.experiment
  return {
    id: `run ${run.id}`,
    kind: 'run',
    name: `Run ${run.number} ${title}`,
    isName: false,
    whose: `${run.targetName} · ${formatInstant(run.began)}`,
    state: outcomeOf(run),
    run: () => navigator.go({ path: runPath(run.id), state: {} }),
  }
}
