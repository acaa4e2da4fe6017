import { useCallback, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import { archiveSuffix } from '../../../shared/api/archives.ts'
import { asOrreryError, type OrreryError } from '../../../shared/base/errors.ts'
import type { Stretch } from '../../api/instant.ts'
import { useClient } from '../../api/use-client.ts'
import { Failed } from '../../components/Blocks.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useToast } from '../toast/toast.ts'
import { type ArchiveActions, ArchiveActionsProvider } from './archive-actions.ts'
import { DropArea } from './DropArea.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { useOpening } from './use-opening.ts'

export interface ArchivesProps {
  readonly targets: readonly TargetState[] | undefined
  readonly children: ReactNode
}

/** Lets archives be opened (dropped, chosen, double-clicked), exported and closed on every screen. */
export function Archives({ targets = [], children }: ArchivesProps) {
  const close = useClose()
  const [error, setError] = useState<OrreryError>()
  const input = useRef<HTMLInputElement>(null)
  const [wish, setWish] = useState<{ readonly targetId: string; readonly range: Stretch }>()
  const { isElectron, pick, files, paths } = useOpening(setError)
  const open = useCallback(() => {
    if (isElectron) pick()
    else input.current?.click()
  }, [isElectron, pick])
  const actions = useMemo<ArchiveActions>(
    () => ({ open, close, export: (targetId, range) => setWish({ targetId, range }) }),
    [open, close],
  )
  return (
    <ArchiveActionsProvider value={actions}>
      {children}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={archiveSuffix}
        data-open-archive
        aria-label="Open an archive"
        onChange={({ target }) => {
          files([...(target.files ?? [])])
          // the same file can be chosen again
          target.value = ''
        }}
      />
      <DropArea isElectron={isElectron} onFiles={files} onPaths={paths} />
      {wish !== undefined && <ExportDialog {...wish} targets={targets} onClose={() => setWish(undefined)} />}
      {error !== undefined && <NotOpened error={error} onClose={() => setError(undefined)} />}
    </ArchiveActionsProvider>
  )
}

/** Stays until it was read: what to do is in it. */
function NotOpened({ error, onClose }: { readonly error: OrreryError; readonly onClose: () => void }) {
  const footer = (
    <Button kind="primary" onClick={onClose}>
      Close
    </Button>
  )
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title="It can’t be opened" footer={footer}>
      <Failed title={error.message}>{error.fix}</Failed>
    </Dialog>
  )
}

function useClose(): ArchiveActions['close'] {
  const client = useClient()
  const toast = useToast()
  return useCallback(
    ({ id, file }) => {
      client
        .call('archives.close', { id })
        .then(() => toast(`${file} is closed`))
        .catch((thrown: unknown) => toast(asOrreryError(thrown).message, 'bad'))
    },
    [client, toast],
  )
}
