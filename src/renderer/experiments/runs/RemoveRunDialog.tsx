import { useState } from 'react'
import type { Run } from '../../../shared/api/experiments.ts'
import { useClient } from '../../api/use-client.ts'
import { useToast } from '../../app/toast/toast.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'

export interface RemoveRunDialogProps {
  /** undefined: none is to be removed. */
  readonly run: Run | undefined
  readonly onClose: () => void
}

/** Asks before a run's recording goes. */
export function RemoveRunDialog({ run, onClose }: RemoveRunDialogProps) {
  const client = useClient()
  const toast = useToast()
  const [error, setError] = useState<unknown>()
  const close = () => {
    setError(undefined)
    onClose()
  }
  const remove = () => {
    if (run === undefined) return
    client
      .call('runs.remove', { run: run.id })
      .then(() => {
        toast(`Run ${run.number} was removed`)
        close()
      })
      .catch(setError)
  }
  return (
    <Dialog
      open={run !== undefined}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={`Remove run ${run?.number ?? ''}?`}
      footer={
        <>
          <Button kind="ghost" onClick={close}>
            Cancel
          </Button>
          <Button kind="danger" onClick={remove}>
            Remove the recording
          </Button>
        </>
      }
    >
      <p>
        Its events, figures and verdict are deleted and can’t be replayed or compared any more. Nothing of it
        is left on the cluster.
      </p>
      {error !== undefined && <Failed title="It could not be removed" error={error} />}
    </Dialog>
  )
}
