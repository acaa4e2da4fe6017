import type { ReactNode } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { formatClock, formatInstant } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { useClient } from '../../api/use-client.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { useNavigator } from '../navigator.ts'

export interface NotYetSeenProps {
  readonly target: TargetState
  /** The access page needs no sample: it says what is wrong. */
  readonly isAccess: boolean
  readonly children: ReactNode
}

/** Instead of a page of question marks: why there is nothing to show at this instant, and the way out. */
export function NotYetSeen({ target, isAccess, children }: NotYetSeenProps) {
  const client = useClient()
  const navigator = useNavigator()
  const { at, go } = useInstant()
  const { error, extent, config, condition } = target
  if (isAccess) return children
  if (extent === undefined && error !== undefined)
    return (
      <Failed
        title={`${config.name} can’t be reached`}
        actions={
          <>
            <Button onClick={() => void client.call('targets.retry', { id: config.id })}>Try now</Button>
            <Button onClick={() => navigator.go({ path: ['edit', config.id], state: {} })}>
              Edit the connection
            </Button>
          </>
        }
      >
        {error.message}. {error.fix} {error.tries > 1 ? `Tried ${error.tries} times; ` : ''}next try at{' '}
        {formatClock(error.nextTryAt)}.
      </Failed>
    )
  if (extent === undefined && condition !== 'recorded')
    return <Loading>Waiting for the first sample of {config.name}…</Loading>
  if (at !== 'live' && extent !== undefined && at < extent.from)
    return (
      <Empty title={`Nothing was seen of ${config.name} at ${formatInstant(at)}.`}>
        Orrery began to look at {formatInstant(extent.from)}.{' '}
        <Button kind="link" onClick={() => go(extent.from)}>
          Go there
        </Button>
      </Empty>
    )
  return children
}
