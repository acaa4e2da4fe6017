import { useState } from 'react'
import type { Run } from '../../../shared/api/experiments.ts'
import { useClient } from '../../api/use-client.ts'
import { otherSpeed } from '../replay.ts'
import { useStageKeys } from '../stage-keys.ts'
import type { ReplayControl } from '../use-replay.ts'

export interface RunControl {
  readonly isOn: boolean
  readonly isStopping: boolean
  /** Holds before the next step. What runs on the cluster goes on. */
  readonly hold: () => void
  readonly next: () => void
  readonly goOn: () => void
  readonly stop: () => void
  readonly error: unknown
}

/** What can be done to a run that is on, and the keys of its stage. */
export function useRunControl(run: Run, replay: ReplayControl): RunControl {
  const client = useClient()
  const [error, setError] = useState<unknown>()
  const [isStopping, setStopping] = useState(false)
  const isOn = run.outcome === 'running'
  const does = (work: Promise<unknown>) => {
    setError(undefined)
    work.catch(setError)
  }
  const go = (pace?: 'auto' | 'step') =>
    does(client.call('runs.go', { run: run.id, ...(pace === undefined ? {} : { pace }) }))
  const control = {
    isOn,
    isStopping: isOn && (isStopping || run.phase === 'clean-up'),
    hold: () => go('step'),
    next: () => go(),
    goOn: () => go('auto'),
    stop: () => {
      setStopping(true)
      does(client.call('runs.cancel', { run: run.id }))
    },
    error,
  }
  useStageKeys({
    ' ': replay.toggle,
    ArrowLeft: () => replay.step(-1),
    ArrowRight: () => replay.step(1),
    Home: () => replay.seek(replay.span.from),
    End: () => replay.seek('end'),
    '+': () => replay.setSpeed(otherSpeed(replay.speed, 1)),
    '-': () => replay.setSpeed(otherSpeed(replay.speed, -1)),
    ...(isOn ? { h: run.pace === 'auto' ? control.hold : control.goOn } : {}),
    ...(isOn && run.isHeld ? { n: control.next } : {}),
  })
  return control
}
