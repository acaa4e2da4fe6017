import type { ReactNode } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatInstant } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { useClient } from '../../api/use-client.ts'
import { Button } from '../../components/Button.tsx'
import { State } from '../../components/State.tsx'
import { classes } from '../../components/classes.ts'
import style from './frame.module.css'

export interface StalenessProps {
  readonly target: TargetState
  /** The newest sample; undefined: none. */
  readonly sampledAt: number | undefined
  /** `state`: what is shown loses its colours; `said`: only the line; `history`: stays true, nothing is said. */
  readonly shows: 'state' | 'said' | 'history'
  readonly children: ReactNode
}

/**
 * Live, but nothing came for a while: what was last seen stays, without its colours, under a line that says so. A green
 * word about a cluster that isn't seen would be a lie.
 */
export function Staleness({ target, sampledAt, shows, children }: StalenessProps) {
  const { at, edge } = useInstant()
  const client = useClient()
  const { condition, config, error } = target
  const isStale = at === 'live' && condition !== 'recorded' && sampledAt !== undefined && edge > sampledAt
  return (
    <>
      {isStale && shows !== 'history' && (
        <div className={style['stale']} role="status">
          <State tone="unknown">
            <b>This is what was last seen, at {formatInstant(sampledAt)}.</b> Whether it still holds is not
            known.
          </State>
          {error !== undefined && (
            <>
              <span className={style['why']} title={error.message}>
                {error.message}
              </span>
              <Button onClick={() => void client.call('targets.retry', { id: config.id })}>Try now</Button>
            </>
          )}
        </div>
      )}
      <div className={classes(style['page'], isStale && shows === 'state' && style['grey'])}>{children}</div>
    </>
  )
}
