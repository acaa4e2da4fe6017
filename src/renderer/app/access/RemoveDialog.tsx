import { useState } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useClient } from '../../api/use-client.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useNavigator } from '../navigator.ts'
import { useToast } from '../toast/toast.ts'

export interface RemoveDialogProps {
  readonly target: TargetState
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Asks before a target goes: what stays, and what can't be had back. */
export function RemoveDialog({ target, open, onOpenChange }: RemoveDialogProps) {
  const client = useClient()
  const navigator = useNavigator()
  const toast = useToast()
  const [error, setError] = useState<unknown>()
  const { id, name } = target.config
  const remove = (forget: boolean) => {
    client
      .call('targets.remove', { id, forget })
      .then(() => {
        toast(`${name} was removed${forget ? ' with its history' : ''}`)
        navigator.go({ path: [], state: {}, at: 'live' })
      })
      .catch(setError)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${name}?`}
      footer={
        <>
          <Button kind="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="danger" onClick={() => remove(true)}>
            Remove with its history
          </Button>
          <Button kind="primary" onClick={() => remove(false)}>
            Remove, keep the history
          </Button>
        </>
      }
    >
      <p>
        Orrery stops collecting from it and forgets its password. Nothing changes on the cluster. What was
        recorded can stay in the history file, or be deleted with it.
      </p>
      {error !== undefined && <Failed title="It could not be removed" error={error} />}
    </Dialog>
  )
}
