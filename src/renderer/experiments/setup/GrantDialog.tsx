import { useState } from 'react'
import type { ExperimentInfo } from '../../../shared/api/experiments.ts'
import type { Permission, TargetState } from '../../../shared/api/targets.ts'
import { useClient } from '../../api/use-client.ts'
import { draftOf, typedOf } from '../../app/targets/draft.ts'
import { useToast } from '../../app/toast/toast.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import style from './setup.module.css'

export interface GrantDialogProps {
  readonly info: ExperimentInfo
  readonly target: TargetState
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Gives a target's permission to experiment, or takes it back, after saying in plain words what it means. */
export function GrantDialog({ info, target, open, onOpenChange }: GrantDialogProps) {
  const client = useClient()
  const toast = useToast()
  const [error, setError] = useState<unknown>()
  const [isSaving, setSaving] = useState(false)
  const { config } = target
  const isAllowed = config.permission === 'experiment'
  const set = (permission: Permission) => {
    setSaving(true)
    setError(undefined)
    client
      .call('targets.update', { id: config.id, draft: draftOf({ ...typedOf(config), permission }) })
      .then(() => {
        toast(`${config.name}: ${permission === 'observe' ? 'observe only' : 'experiments allowed'}`, 'ok')
        onOpenChange(false)
      })
      .catch(setError)
      .finally(() => setSaving(false))
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={isAllowed ? `Observe ${config.name} only?` : `Allow experiments on ${config.name}?`}
      footer={
        <>
          <Button kind="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            kind="primary"
            onClick={() => set(isAllowed ? 'observe' : 'experiment')}
            disabledWhy={isSaving ? 'Saving' : undefined}
          >
            {isAllowed ? 'Observe only' : 'Allow experiments'}
          </Button>
        </>
      }
    >
      {isAllowed ? (
        <p>No experiment can start there until you allow it again. Watching goes on as before.</p>
      ) : (
        <GrantWords info={info} name={config.name} />
      )}
      {error !== undefined && <Failed title="The permission could not be changed" error={error} />}
    </Dialog>
  )
}

function GrantWords({ info, name }: { readonly info: ExperimentInfo; readonly name: string }) {
  return (
    <div className={style['words']}>
      <p>
        Until now Orrery only reads from {name}. With this permission the experiments that you start may write
        to it.
      </p>
      <dl>
        <dt>What is created</dt>
        <dd>
          Objects of Orrery’s own, all of them named <code>orrery.x.…</code>. Here: {info.creates}
        </dd>
        <dt>What is never touched</dt>
        <dd>
          Anything of another name: your topics, groups and znodes are neither written, changed nor removed.
          Servers are paused or stopped only in the lab.
        </dd>
        <dt>What it costs</dt>
        <dd>The cluster does some real work for it; the settings bound how much.</dd>
        <dt>How it ends</dt>
        <dd>
          All is removed after every run, also when it fails or you stop it, and proven removed by listing
          again. If Orrery itself is killed, it asks at its next start.
        </dd>
      </dl>
      <p>You can take the permission back at any time, here or in the target’s settings.</p>
    </div>
  )
}
