import { useEffect, useMemo, useState } from 'react'
import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { useAddress, useNavigator } from '../../app/navigator.ts'
import { Failed, Loading } from '../../components/Blocks.tsx'
import { compareVariants } from '../comparison.ts'
import { isListed } from '../log/log.ts'
import { useExperiments, useRun, useRunsOf } from '../use-experiments.ts'
import type { RunLog } from '../use-run-log.ts'
import { useRunLog } from '../use-run-log.ts'
import { useReplay } from '../use-replay.ts'
import type { ReplayControl } from '../use-replay.ts'
import { Announcer } from './Announcer.tsx'
import { CheckList } from './CheckList.tsx'
import { CleanUpPanel } from './CleanUpPanel.tsx'
import { Figures } from './Figures.tsx'
import { RunHead } from './RunHead.tsx'
import style from './run.module.css'
import { Scrubber } from './Scrubber.tsx'
import { SeriesLine } from './SeriesLine.tsx'
import { StageRow } from './StageRow.tsx'
import { StepLine } from './StepLine.tsx'
import { useRunControl } from './use-run-control.ts'
import { VariantsTable } from './VariantsTable.tsx'
import { VerdictPanel } from './VerdictPanel.tsx'
import { Panel } from '../../components/Panel.tsx'

/** The stage of a run: live while it goes on, afterwards its recording. */
export function RunPage({ id }: { readonly id: string }) {
  const { value: run, error } = useRun(id)
  const log = useRunLog(id, run?.entries)
  const info = useExperiments().value?.find((each) => each.id === run?.experiment)
  // a replay of half a log would be another run; but the last lines of one that just ended may come while it is shown
  const [isOpen, setOpen] = useState(false)
  const isWhole = log.entries.length >= (run?.entries ?? Infinity) || log.error !== undefined
  if (!isOpen && (isWhole || run?.outcome === 'running')) setOpen(true)
  if (run === undefined)
    return error === undefined ? <Loading /> : <Failed title="This run can’t be shown" error={error} />
  if (!isOpen) return <Loading>Reading the recording…</Loading>
  return <Body run={run} log={log} info={info} />
}

interface BodyProps {
  readonly run: Run
  readonly log: RunLog
  readonly info: ExperimentInfo | undefined
}

function Body({ run, log, info }: BodyProps) {
  const { entries } = log
  const { state } = useAddress()
  const first = Number(state['t'] ?? Number.NaN)
  const replay = useReplay(run, entries, Number.isFinite(first) ? first : undefined)
  useCursorInAddress(run, replay)
  const control = useRunControl(run, replay)
  const runs = useRunsOf(run.experiment)
  const comparison = useMemo(
    () => (info === undefined ? undefined : compareVariants(info, withThis(runs, run), run)),
    [info, runs, run],
  )
  const listed = useMemo(() => entries.filter(isListed), [entries])
  return (
    <div className={style['page']}>
      <RunHead {...{ run, info, entries, comparison, control, replay }} />
      <SeriesLine run={run} />
      {log.error !== undefined && <Failed title="The log could not be read on" error={log.error} />}
      {control.error !== undefined && <Failed title="That was not possible" error={control.error} />}
      <Ending run={run} />
      <StepLine {...{ run, entries, control }} until={replay.until} />
      <Scrubber {...{ run, entries, replay }} />
      <StageRow {...{ run, info, entries, listed, replay }} />
      {run.verdict !== undefined && <Figures verdict={run.verdict} isOver={run.outcome !== 'running'} />}
      <div className={style['pair']}>
        {run.verdict !== undefined && <VerdictPanel run={run} info={info} />}
        <CleanUpPanel run={run} entries={entries} />
      </div>
      {comparison !== undefined && (
        <VariantsTable
          comparison={comparison}
          note="newest run of each, all other settings equal, same target"
        />
      )}
      {run.outcome === 'running' && <Announcer entries={listed} from={replay.span.from} />}
    </div>
  )
}

/** What went wrong, where it did. */
function Ending({ run }: { readonly run: Run }) {
  const refused = run.checks.filter((check) => check.is !== 'ok')
  if (run.outcome === 'refused')
    return (
      <Panel title="It was refused" note="nothing was created" padded>
        <CheckList checks={refused} />
      </Panel>
    )
  if (run.error === undefined) return null
  return (
    <Failed title={run.outcome === 'cancelled' ? 'It was stopped' : 'It did not come to its end'}>
      {run.error.message}. {run.error.fix}
    </Failed>
  )
}

/** This run as it is now among the others: the list may be a moment behind. */
function withThis(runs: readonly Run[], run: Run): readonly Run[] {
  return runs.some((each) => each.id === run.id)
    ? runs.map((each) => (each.id === run.id ? run : each))
    : [run, ...runs]
}

/** A paused replay stands in the address, so that a copied one opens the same moment of the run. */
function useCursorInAddress(run: Run, { cursor, isPlaying }: ReplayControl): void {
  const navigator = useNavigator()
  const [isFirst, setFirst] = useState(true)
  const t = cursor === 'end' ? undefined : String(Math.round(cursor - run.began))
  useEffect(() => {
    if (isFirst) return setFirst(false)
    if (isPlaying) return
    const { t: _old, ...rest } = navigator.current().state
    navigator.go({ state: t === undefined ? rest : { ...rest, t } }, { history: 'later' })
  }, [t, isPlaying])
}
