import { useState } from 'react'
import type { LabState } from '../../../shared/api/app.ts'
import { labs } from '../../../shared/systems/index.ts'
import { useClient } from '../../api/use-client.ts'
import { useLive } from '../../api/use-live.ts'
import { Failed, Loading, Unknown } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import { Link } from '../Link.tsx'
import style from './targets.module.css'

const nothing: Record<string, never> = {}

/** Real clusters on this machine, with traffic: to look at, and to break. */
export function LabPanel() {
  const client = useClient()
  const lab = useLive('lab', nothing)
  const [error, setError] = useState<unknown>()
  const run = (work: Promise<unknown>) => {
    setError(undefined)
    work.catch(setError)
  }
  if (lab === undefined) return null
  return (
    <Panel
      title="The lab"
      note="real servers on loopback, with real traffic"
      padded
      actions={
        lab.running.length > 0 && (
          <Button kind="danger" onClick={() => run(client.call('lab.stop'))}>
            Stop the lab
          </Button>
        )
      }
    >
      {!lab.available && <Unknown title="The lab can’t be started here." fix={lab.why} />}
      {error !== undefined && <Failed title="The lab did not start" error={error} />}
      {lab.available &&
        labs.map(({ cluster, label }) => (
          <Row
            key={cluster}
            label={label}
            lab={lab}
            cluster={cluster}
            onStart={() => run(client.call('lab.start', { cluster }))}
          />
        ))}
      {lab.progress !== undefined && <Loading>{lab.progress}</Loading>}
    </Panel>
  )
}

interface RowProps {
  readonly label: string
  readonly cluster: string
  readonly lab: LabState
  readonly onStart: () => void
}

function Row({ label, cluster, lab, onStart }: RowProps) {
  const running = lab.running.find((each) => each.cluster === cluster)
  return (
    <div className={style['found']}>
      {running === undefined ? label : <State tone="ok">{label}</State>}
      {running !== undefined && <Name>{running.url}</Name>}
      {running?.targetId !== undefined ? (
        <Link targetId={running.targetId} to={[]} at="live">
          Open
        </Link>
      ) : (
        running === undefined && (
          <Button onClick={onStart} disabledWhy={lab.progress}>
            Start
          </Button>
        )
      )}
    </div>
  )
}
