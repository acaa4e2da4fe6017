import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Run } from '../../../shared/api/experiments.ts'
import { useClient } from '../../api/use-client.ts'
import { useNavigator } from '../../app/navigator.ts'
import { Button } from '../../components/Button.tsx'
import { seriesOf } from '../series.ts'
import { runPath } from '../use-experiments.ts'
import style from './run.module.css'

/** All variants one after the other: how far they are. Who watches one is taken along to the next. */
export function SeriesLine({ run }: { readonly run: Run }) {
  const series = seriesOf(useClient())
  const state = useSyncExternalStore(series.subscribe, series.current)
  const navigator = useNavigator()
  const place = state.runs.indexOf(run.id)
  const last = state.runs[state.runs.length - 1]
  const wasLast = useRef(place === state.runs.length - 1)
  useEffect(() => {
    if (wasLast.current && last !== undefined && last !== run.id && place >= 0)
      navigator.go({ path: runPath(last), state: {} }, { history: 'replace' })
    wasLast.current = last === run.id
  }, [last])
  if (place < 0 || (state.waiting.length === 0 && state.stopped === undefined)) return null
  const total = state.runs.length + state.waiting.length
  return (
    <div className={style['step']} role="status">
      <span className={style['count']}>
        variant {place + 1} of {total}
      </span>
      <span className={style['stepSays']}>
        {state.stopped === undefined
          ? `then ${state.waiting.map((each) => each.label).join(', ')}, with the same other settings`
          : `The other variants were not run: ${state.stopped}.`}
      </span>
      {state.waiting.length > 0 && <Button onClick={() => series.stop()}>Don’t run the others</Button>}
    </div>
  )
}
