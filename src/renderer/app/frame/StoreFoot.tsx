import { useState } from 'react'
import { formatBytes } from '../../../shared/base/format-number.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { Hint } from '../../components/Hint.tsx'
import { useClock } from '../../components/use-clock.ts'
import { HistoryDialog } from './HistoryDialog.tsx'
import { daysWord } from './keep-days.ts'
import style from './Rail.module.css'

const refreshMs = 30_000

export interface StoreFootProps {
  /** How many targets are observed. */
  readonly collecting: number
  readonly isPaused: boolean
}

/** What the history takes, how long it is kept, and why it can't be written when it can't. */
export function StoreFoot({ collecting, isPaused }: StoreFootProps) {
  const client = useClient()
  const round = useClock(refreshMs)
  const [isOpen, setOpen] = useState(false)
  const asked = useAsked(`store ${round}`, (signal) => client.call('store.info', undefined, signal))
  const store = asked.value
  const targets = collecting === 1 ? '1 target' : `${collecting} targets`
  return (
    <div className={style['foot']}>
      Collecting {collecting === 0 ? 'nothing' : targets}
      {isPaused && collecting > 0 && ', also now'}
      {store !== undefined && (
        <>
          <Hint side="right" text="How much there is, how fast it grows, and how long it is kept">
            <button type="button" className={style['history']} onClick={() => setOpen(true)}>
              history {formatBytes(store.sizeBytes)} · keeps {daysWord(store.keepDays)}
            </button>
          </Hint>
          {isOpen && <HistoryDialog store={store} onClose={() => setOpen(false)} onChange={asked.again} />}
        </>
      )}
      {store?.problem !== undefined && (
        <div className={style['problem']} role="alert">
          {store.problem}
        </div>
      )}
    </div>
  )
}
