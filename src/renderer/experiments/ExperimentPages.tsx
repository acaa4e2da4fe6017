import type { Run } from '../../shared/api/experiments.ts'
import type { TargetState } from '../../shared/api/targets.ts'
import style from '../app/frame/frame.module.css'
import { HomeLink } from '../app/frame/HomeLink.tsx'
import { Empty } from '../components/Blocks.tsx'
import { Catalogue } from './catalogue/Catalogue.tsx'
import { RunPage } from './run/RunPage.tsx'
import { RunsPage } from './runs/RunsPage.tsx'
import { ExperimentPage } from './setup/ExperimentPage.tsx'
import { runPath, useRuns } from './use-experiments.ts'

export interface ExperimentPagesProps {
  readonly targets: readonly TargetState[]
  /** From `x` on. */
  readonly path: readonly string[]
}

/** All under `/x`: the catalogue, an experiment, a run, all runs. */
export function ExperimentPages({ targets, path }: ExperimentPagesProps) {
  const runs = useRuns()
  return (
    <>
      <nav className={style['tabs']} aria-label="Experiments">
        <Tab path={['x']} current={path} label="Catalogue" />
        <Tab
          path={['x', 'runs']}
          current={path}
          label={runs === undefined ? 'Runs' : `Runs ${runs.length || ''}`}
        />
        {openRuns(runs, path).map((run) => (
          <Tab key={run.id} path={runPath(run.id)} current={path} label={`Run ${run.number}`} />
        ))}
      </nav>
      <Page targets={targets} path={path} />
    </>
  )
}

function Page({ targets, path }: ExperimentPagesProps) {
  const [, first, second] = path
  if (first === undefined) return <Catalogue />
  if (first === 'runs' && path.length === 2) return <RunsPage />
  if (first === 'run' && second !== undefined) return <RunPage key={second} id={second} />
  if (second !== undefined && path.length === 3)
    return <ExperimentPage id={`${first}/${second}`} targets={targets} />
  return <Empty title="There is nothing at this address.">Choose an experiment in the catalogue.</Empty>
}

/** What is on now, and what is looked at. */
function openRuns(runs: readonly Run[] | undefined, path: readonly string[]): readonly Run[] {
  return runs?.filter((run) => run.outcome === 'running' || (path[1] === 'run' && path[2] === run.id)) ?? []
}

interface TabProps {
  readonly path: readonly string[]
  readonly current: readonly string[]
  readonly label: string
}

function Tab({ path, current, label }: TabProps) {
  // an experiment's page hangs under the catalogue
  const isExperiment = path.length === 1 && current.length === 3 && current[1] !== 'run'
  const isHere = path.join('/') === current.join('/') || isExperiment
  return (
    <HomeLink path={path} className={style['tab']} current={isHere}>
      {label}
    </HomeLink>
  )
}
