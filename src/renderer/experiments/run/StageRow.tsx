import { useMemo, useState } from 'react'
import type { ExperimentInfo, Run, RunEntry } from '../../../shared/api/experiments.ts'
import { Panel } from '../../components/Panel.tsx'
import { parameterText, settingsLine } from '../question.ts'
import { Stage } from '../Stage.tsx'
import type { StageFrame } from '../stage.ts'
import type { ReplayControl } from '../use-replay.ts'
import { EventsPanel } from './EventsPanel.tsx'
import { PredictionPanel } from './PredictionPanel.tsx'
import style from './run.module.css'

export interface StageRowProps {
  readonly run: Run
  readonly info: ExperimentInfo | undefined
  readonly entries: readonly RunEntry[]
  /** Of these, what the list of events shows. */
  readonly listed: readonly RunEntry[]
  readonly replay: ReplayControl
}

/** The drawing, and beside it prediction and events; what is lit in one is lit in the other. */
export function StageRow({ run, info, entries, listed, replay }: StageRowProps) {
  const [lit, light] = useState<number>()
  const { seek } = replay
  const frame = useMemo<StageFrame>(() => ({ width: undefined, lit, light, seek }), [lit, seek])
  return (
    <div className={style['row']}>
      <Panel title={variantOf(run, info)} note={settingsLine(info, run.parameters, without(info))}>
        <Stage run={run} entries={entries} until={replay.until} frame={frame} />
      </Panel>
      <div className={style['side']}>
        <PredictionPanel run={run} info={info} />
        <EventsPanel {...{ listed, lit, light, seek }} until={replay.told} from={replay.span.from} />
      </div>
    </div>
  )
}

/** "Strategy: cooperative sticky" */
function variantOf(run: Run, info: ExperimentInfo | undefined): string {
  const parameter = info?.parameters.find((each) => each.id === info.variants)
  const value = parameter === undefined ? undefined : run.parameters[parameter.id]
  if (parameter === undefined || value === undefined) return info?.title ?? run.experiment
  return `${parameter.label}: ${parameterText(parameter, value)}`
}

const without = (info: ExperimentInfo | undefined) => (info === undefined ? [] : [info.variants])
