import { useMemo } from 'react'
import type { ExperimentInfo, Parameters, Run } from '../../../shared/api/experiments.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Badge } from '../../components/State.tsx'
import page from '../../systems/page.module.css'
import { ReachBadge } from '../catalogue/CatalogueRow.tsx'
import { compareVariants } from '../comparison.ts'
import { settingsLine } from '../question.ts'
import { VariantsTable } from '../run/VariantsTable.tsx'
import type { VariantsTableProps } from '../run/VariantsTable.tsx'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import { useExperiments, useRunsOf } from '../use-experiments.ts'
import { Checks } from './Checks.tsx'
import { Drawing } from './Drawing.tsx'
import { Prediction } from './Prediction.tsx'
import { Settings } from './Settings.tsx'
import style from './setup.module.css'
import { StartBar } from './StartBar.tsx'
import { StepsPanel } from './StepsPanel.tsx'
import { TargetPicker } from './TargetPicker.tsx'
import { useCheck } from './use-check.ts'
import { useSetup } from './use-setup.ts'

export interface ExperimentPageProps {
  /** `kafka/rebalance` */
  readonly id: string
  readonly targets: readonly TargetState[]
}

/** One experiment before it starts: what it teaches, what it will do, and all that is set and predicted. */
export function ExperimentPage({ id, targets }: ExperimentPageProps) {
  const experiments = useExperiments()
  const info = experiments.value?.find((each) => each.id === id)
  if (info !== undefined) return <Body key={id} info={info} targets={targets} />
  if (experiments.error !== undefined)
    return <Failed title="The experiments could not be listed" error={experiments.error} />
  if (experiments.value === undefined) return <Loading />
  return <Empty title={`No experiment is called ${id}.`}>Choose one in the catalogue.</Empty>
}

function Body({
  info,
  targets,
}: {
  readonly info: ExperimentInfo
  readonly targets: readonly TargetState[]
}) {
  const own = useMemo(
    () => targets.filter((each) => each.config.system === info.system && each.condition !== 'recorded'),
    [targets, info.system],
  )
  const setup = useSetup(info, own)
  const check = useCheck(info, setup)
  const runs = useRunsOf(info.id)
  const compared = comparisonFor(info, runs, setup.target?.config.id, setup.values)
  return (
    <div className={style['page']}>
      <div className={style['left']}>
        <div className={page['title']}>
          <h1>{info.title}</h1>
          <span className={page['about']}>{catalogues[info.system]?.name ?? info.system}</span>
          {info.concepts.map((concept) => (
            <Badge key={concept}>{concept}</Badge>
          ))}
          <i className={page['grow']} />
          <ReachBadge reach={info.reach} />
        </div>
        <Drawing info={info} runs={runs} />
        <StepsPanel steps={check.value?.steps ?? []} info={info} isHere={setup.target !== undefined} />
        {compared !== undefined && <VariantsTable {...compared} />}
        {runs.length > 0 && <RunsPanel title="Runs of this experiment" runs={runs} most={8} />}
      </div>
      <div className={style['right']}>
        <div className={style['form']}>
          <TargetPicker info={info} targets={own} target={setup.target} onChoose={setup.chooseTarget} />
          <Prediction info={info} setup={setup} />
          <Settings info={info} setup={setup} />
          <Checks check={check} hasTarget={setup.target !== undefined} />
        </div>
        <StartBar info={info} setup={setup} check={check} runs={runs} />
      </div>
    </div>
  )
}

/** What was run on this target with these settings; where nothing was, as the newest run elsewhere. */
function comparisonFor(
  info: ExperimentInfo,
  runs: readonly Run[],
  targetId: string | undefined,
  parameters: Parameters,
): VariantsTableProps | undefined {
  const here = targetId === undefined ? undefined : compareVariants(info, runs, { targetId, parameters })
  if (here?.rows.some((row) => row.run !== undefined) === true)
    return { comparison: here, note: 'the same other settings, on this target' }
  const newest = runs.find((run) => run.outcome === 'done')
  if (newest === undefined) return undefined
  const { targetId: there, parameters: theirs, targetName } = newest
  const comparison = compareVariants(info, runs, { targetId: there, parameters: theirs })
  const note = `on ${targetName}, ${settingsLine(info, theirs, [info.variants])}`
  return comparison === undefined ? undefined : { comparison, note }
}
