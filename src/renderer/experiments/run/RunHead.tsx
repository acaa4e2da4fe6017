import { Check, FileDown, Pause, Play, RotateCcw, SkipForward, X } from 'lucide-react'
import type { ExperimentInfo, Run, RunEntry } from '../../../shared/api/experiments.ts'
import { formatInstantLong } from '../../../shared/base/format-time.ts'
import { HomeLink } from '../../app/frame/HomeLink.tsx'
import { Link } from '../../app/Link.tsx'
import { useNavigator } from '../../app/navigator.ts'
import { useTargets } from '../../app/use-targets.ts'
import { Button } from '../../components/Button.tsx'
import { Menu } from '../../components/Menu.tsx'
import { Name } from '../../components/Name.tsx'
import { Dot, State } from '../../components/State.tsx'
import page from '../../systems/page.module.css'
import type { Comparison } from '../comparison.ts'
import { prefixOf } from '../log/names.ts'
import { outcomeOf } from '../outcome.ts'
import { phases, phaseStates } from '../phases.ts'
import type { PhaseState } from '../phases.ts'
import { useExport } from '../report/use-export.ts'
import { stateOf } from '../setup/use-setup.ts'
import { experimentPath } from '../use-experiments.ts'
import type { ReplayControl } from '../use-replay.ts'
import style from './run.module.css'
import type { RunControl } from './use-run-control.ts'

export interface RunHeadProps {
  readonly run: Run
  readonly info: ExperimentInfo | undefined
  readonly entries: readonly RunEntry[]
  readonly comparison: Comparison | undefined
  readonly control: RunControl
  readonly replay: ReplayControl
}

/** Which run it is, how far it has come, and what can be done. */
export function RunHead(props: RunHeadProps) {
  const { run, info, control, replay } = props
  const { tone, word } = outcomeOf(run)
  return (
    <div className={style['head']}>
      <div className={page['title']}>
        <h1>
          <HomeLink path={experimentPath(run.experiment)} state={stateOf(run.targetId, run.parameters)}>
            {info?.title ?? run.experiment}
          </HomeLink>
          , run {run.number}
        </h1>
        <span className={style['outcome']}>
          <State tone={tone}>{word}</State>
        </span>
        <span className={page['about']}>
          on <Where run={run} replay={replay} />, {formatInstantLong(run.began)} ·{' '}
          <Name>{prefixOf(run)}…</Name>
        </span>
      </div>
      <div className={page['title']}>
        <PhaseLine run={run} />
        <i className={page['grow']} />
        {control.isOn ? <LiveButtons run={run} control={control} /> : <EndedButtons {...props} />}
      </div>
    </div>
  )
}

/** The target, as a way to its own pages at the instant that is shown; only its name when it is no target any more. */
function Where({ run, replay }: { readonly run: Run; readonly replay: ReplayControl }) {
  const target = useTargets()?.find((each) => each.config.id === run.targetId)
  if (target === undefined) return run.targetName
  const isLive = run.outcome === 'running' && replay.cursor === 'end'
  return (
    <Link targetId={run.targetId} to={[]} at={isLive ? 'live' : Math.round(replay.until)}>
      {run.targetName}
    </Link>
  )
}

const says: Readonly<Record<PhaseState, string>> = {
  done: 'done',
  cut: 'broken off',
  now: 'now',
  ahead: 'to come',
  skipped: 'not',
}

function PhaseLine({ run }: { readonly run: Run }) {
  const states = phaseStates(run)
  return (
    <ol className={style['phases']} aria-label="Phases">
      {phases.map((phase, index) => {
        const state = states[index] ?? 'ahead'
        return (
          <li key={phase} data-is={state} aria-current={state === 'now' ? 'step' : undefined}>
            {state === 'done' ? (
              <Check size={11} aria-hidden />
            ) : state === 'cut' ? (
              <X size={11} aria-hidden />
            ) : (
              <Dot tone={state === 'now' ? 'accent' : 'unknown'} />
            )}
            {phase}
            <span className={style['hidden']}>: {says[state]}</span>
          </li>
        )
      })}
    </ol>
  )
}

function LiveButtons({ run, control }: { readonly run: Run; readonly control: RunControl }) {
  const isActing = run.phase === 'act' || run.phase === 'check'
  return (
    <>
      {isActing && run.pace === 'auto' && (
        <Button onClick={control.hold}>
          <Pause size={11} /> Hold
        </Button>
      )}
      {isActing && run.pace === 'step' && (
        <>
          <Button onClick={control.goOn}>
            <Play size={11} /> Go on by itself
          </Button>
          <Button
            kind="primary"
            onClick={control.next}
            disabledWhy={run.isHeld ? undefined : 'A step is running'}
          >
            <SkipForward size={11} /> Next step
          </Button>
        </>
      )}
      <Button
        kind="danger"
        onClick={control.stop}
        disabledWhy={control.isStopping ? 'It is cleaning up' : undefined}
      >
        {control.isStopping ? 'Cleaning up…' : 'Stop and clean up'}
      </Button>
    </>
  )
}

function EndedButtons({ run, info, entries, comparison }: RunHeadProps) {
  const navigator = useNavigator()
  const exported = useExport({ run, info, entries, comparison })
  const again = () =>
    navigator.go({ path: experimentPath(run.experiment), state: stateOf(run.targetId, run.parameters) })
  return (
    <>
      <Button onClick={again}>
        <RotateCcw size={11} /> Run again
      </Button>
      <Menu
        align="end"
        trigger={
          <Button>
            <FileDown size={12} /> Export
          </Button>
        }
        items={[
          { label: 'Report', end: 'one HTML file', onSelect: exported.report },
          { label: 'Log', end: 'JSON', onSelect: exported.log },
        ]}
      />
    </>
  )
}
