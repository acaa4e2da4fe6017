import { useState } from 'react'
import type { Run } from '../../shared/api/experiments.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { OrreryError } from '../../shared/base/errors.ts'
import { useClient } from '../api/use-client.ts'
import { HomeLink } from '../app/frame/HomeLink.tsx'
import { useToast } from '../app/toast/toast.ts'
import { Button } from '../components/Button.tsx'
import { Name } from '../components/Name.tsx'
import { State } from '../components/State.tsx'
import style from './left-behind.module.css'
import { runPath, useRecordedTargets, useRuns } from './use-experiments.ts'

/** Runs that ended without removing all that they made: asked about, never removed unasked. */
export function LeftBehind() {
  const runs = useRuns()
  const [leave, setLeave] = useState<ReadonlySet<string>>(new Set())
  const recorded = useRecordedTargets()
  const dirty = runs?.filter((run) => isDirty(run) && !leave.has(run.id) && !recorded.includes(run.targetId))
  return dirty?.map((run) => (
    <Line key={run.id} run={run} onLeave={() => setLeave(new Set([...leave, run.id]))} />
  ))
}

const isDirty = ({ outcome, left }: Run) => outcome !== 'running' && left.length > 0

function Line({ run, onLeave }: { readonly run: Run; readonly onLeave: () => void }) {
  const { isRemoving, error, remove } = useClean(run)
  return (
    <div className={style['line']} role="alert">
      <State tone="warn">
        <HomeLink path={runPath(run.id)}>Run {run.number}</HomeLink> ended without cleaning up.
      </State>
      <span className={style['what']}>
        {error === undefined ? (
          <>
            Left on {run.targetName}: <LeftList run={run} />
          </>
        ) : (
          <>
            They could not be removed: {error.message} {error.fix}
          </>
        )}
      </span>
      <Button kind="primary" onClick={remove} disabledWhy={isRemoving ? 'Removing' : undefined}>
        {isRemoving ? 'Removing…' : run.left.length === 1 ? 'Remove it' : 'Remove them'}
      </Button>
      <Button onClick={onLeave}>Leave {run.left.length === 1 ? 'it' : 'them'} for now</Button>
    </div>
  )
}

const most = 4

/** "topic orrery.x.14-k3f9.orders, group …": what a run left, by kind and name. */
export function LeftList({ run }: { readonly run: Run }) {
  return (
    <>
      {run.left.slice(0, most).map(({ kind, name }, index) => (
        <span key={`${kind} ${name}`}>
          {index > 0 && ', '}
          {kind} <Name>{name}</Name>
        </span>
      ))}
      {run.left.length > most && ` and ${run.left.length - most} more`}
    </>
  )
}

/** Removes what a run left, and says how that went. */
export function useClean(run: Run) {
  const client = useClient()
  const toast = useToast()
  const [isRemoving, setRemoving] = useState(false)
  const [error, setError] = useState<OrreryError>()
  const remove = () => {
    setRemoving(true)
    setError(undefined)
    client
      .call('runs.clean', { run: run.id })
      .then(() => toast(`What run ${run.number} made is removed, and proven gone`, 'ok'))
      .catch((thrown: unknown) => setError(asOrreryError(thrown)))
      .finally(() => setRemoving(false))
  }
  return { isRemoving, error, remove }
}
