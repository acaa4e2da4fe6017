import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Hint } from '../../components/Hint.tsx'
import { keyName } from '../key-table.ts'
import type { StepBy } from './use-step.ts'
import type { TimeControl } from './use-time-control.ts'
import style from './timebar.module.css'

const keysOf: Readonly<Record<StepBy, readonly [string, string]>> = {
  sample: [keyName('sampleBack'), keyName('sampleForward')],
  event: [keyName('eventBack'), keyName('eventForward')],
  finding: [keyName('findingBack'), keyName('findingForward')],
}

/** To the one before, to the one after. */
export function Steps({ by, time }: { readonly by: StepBy; readonly time: TimeControl }) {
  const isLive = time.at === 'live'
  const [backKey, forwardKey] = keysOf[by]
  return (
    <span className={style['step']} role="group" aria-label={`Step by ${by}`}>
      <Hint text={`Previous ${by}`} keys={backKey}>
        <button type="button" aria-label={`Previous ${by}`} onClick={() => time.step(by, 'back')}>
          <ChevronLeft size={12} />
        </button>
      </Hint>
      <span>{by}</span>
      <Hint text={isLive ? 'This is the newest moment' : `Next ${by}`} keys={isLive ? undefined : forwardKey}>
        <button
          type="button"
          aria-label={`Next ${by}`}
          aria-disabled={isLive}
          onClick={() => time.step(by, 'forward')}
        >
          <ChevronRight size={12} />
        </button>
      </Hint>
    </span>
  )
}
