import { formatBytes } from '../../../shared/base/format-number.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { Hint } from '../../components/Hint.tsx'
import { useClock } from '../../components/use-clock.ts'
import style from './Rail.module.css'

const refreshMs = 30_000

/** What the history takes, how long it is kept, and why it can't be written when it can't. */
export function StoreFoot({
  collecting,
  isPaused,
}: {
  readonly collecting: number
  readonly isPaused: boolean
}) {
  const client = useClient()
  const round = useClock(refreshMs)
  const store = useAsked(`store ${round}`, (signal) => client.call('store.info', undefined, signal)).value
  const targets = collecting === 1 ? '1 target' : `${collecting} targets`
  return (
    <div className={style['foot']}>
      Collecting {collecting === 0 ? 'nothing' : targets}
      {isPaused && collecting > 0 && ', also now'}
      {store !== undefined && (
        <Hint
          side="right"
          text={`${store.file} grows by ${formatBytes(store.bytesPerDay)} a day; after ${store.keepDays} days it holds about ${formatBytes(store.bytesPerDay * store.keepDays)}.`}
        >
          <div tabIndex={0}>
            history {formatBytes(store.sizeBytes)} · keeps {store.keepDays} days
          </div>
        </Hint>
      )}
      {store?.problem !== undefined && (
        <div className={style['problem']} role="alert">
          {store.problem}
        </div>
      )}
    </div>
  )
}
