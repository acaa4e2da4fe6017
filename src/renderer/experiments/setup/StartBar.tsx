import { Play } from 'lucide-react'
import { useState } from 'react'
import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import { useClient } from '../../api/use-client.ts'
import { useNavigator } from '../../app/navigator.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { fill } from '../question.ts'
import { seriesOf } from '../series.ts'
import { runPath } from '../use-experiments.ts'
import { plannedVariants, whyNot } from './start.ts'
import style from './setup.module.css'
import type { CheckResult } from './use-check.ts'
import { noIdea } from './use-setup.ts'
import type { Setup } from './use-setup.ts'

export interface StartBarProps {
  readonly info: ExperimentInfo
  readonly setup: Setup
  readonly check: CheckResult
  readonly runs: readonly Run[]
}

/** Pace and start. It says why it can't, when it can't. */
export function StartBar(props: StartBarProps) {
  const { info, setup } = props
  const { start, isStarting, error } = useStart(info, setup)
  const why = isStarting ? 'Starting' : whyNot(props)
  const others = plannedVariants(info, setup)
  const allMs = info.tookAboutS * 1000 * (others.length + 1)
  return (
    <div className={style['start']}>
      {error !== undefined && <Failed title="It did not start" error={error} />}
      <div className={style['startRow']}>
        <Segmented
          label="Pace"
          value={setup.pace}
          onChange={setup.setPace}
          options={[
            { value: 'auto', label: 'by itself' },
            { value: 'step', label: 'step by step' },
          ]}
        />
        <i className={style['grow']} />
        {others.length > 0 && (
          <Button onClick={() => start(true)} disabledWhy={why}>
            Run all {others.length + 1} variants
          </Button>
        )}
        <Button kind="primary" onClick={() => start(false)} disabledWhy={why}>
          <Play size={11} /> Start
        </Button>
      </div>
      <p className={style['why']} role="status">
        {why === undefined
          ? setup.prediction === noIdea
            ? 'Without a prediction: watch, and see what the verdict says.'
            : `You say: ${fill(labelOf(info, setup.prediction), setup.values)}.`
          : `${why}.`}
        {why === undefined && others.length > 0 && (
          <>
            {' '}
            All variants one after the other take about {formatDuration(allMs)}; the prediction is for this
            one.
          </>
        )}
      </p>
    </div>
  )
}

const labelOf = (info: ExperimentInfo, choice: string | undefined) =>
  info.choices.find((each) => each.id === choice)?.label ?? ''

/** Starts the run and goes to its stage; the other variants follow it. */
function useStart(info: ExperimentInfo, setup: Setup) {
  const client = useClient()
  const navigator = useNavigator()
  const [isStarting, setStarting] = useState(false)
  const [error, setError] = useState<unknown>()
  const start = (isSeries: boolean) => {
    const { target, prediction, values, pace } = setup
    if (target === undefined) return
    setStarting(true)
    setError(undefined)
    client
      .call('runs.start', {
        experiment: info.id,
        targetId: target.config.id,
        parameters: values,
        pace: isSeries ? 'auto' : pace,
        ...(prediction === undefined || prediction === noIdea ? {} : { prediction }),
      })
      .then((run) => {
        if (isSeries) seriesOf(client).follow(run.id, plannedVariants(info, setup))
        navigator.go({ path: runPath(run.id), state: {} })
      })
      .catch(setError)
      .finally(() => setStarting(false))
  }
  return { start, isStarting, error }
}
