import { useEffect, useRef, useState } from 'react'
import type { ExportedArchive } from '../../../shared/api/archives.ts'
import { OrreryError } from '../../../shared/base/errors.ts'
import { useClient } from '../../api/use-client.ts'
import type { Checked } from './export-wish.ts'
import { useArchives } from './use-archives.ts'

export type ExportStage =
  | { readonly is: 'asking'; readonly error?: unknown }
  | { readonly is: 'writing'; readonly file: string }
  | { readonly is: 'done'; readonly made: ExportedArchive }

/** Writes an archive, and knows how far it is. Leaving the dialog ends an export that is on its way. */
export function useExport() {
  const client = useClient()
  const [stage, setStage] = useState<ExportStage>({ is: 'asking' })
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  const start = ({ cut, file }: Extract<Checked, { cut: unknown }>, replace: boolean) => {
    stop.current = new AbortController()
    setStage({ is: 'writing', file })
    client
      .call('archives.export', { ...cut, file, replace }, stop.current.signal)
      .then((made) => setStage(made === undefined ? { is: 'asking' } : { is: 'done', made }))
      .catch((error: unknown) => setStage(isCancelled(error) ? { is: 'asking' } : { is: 'asking', error }))
  }
  const exporting = useArchives()?.exporting
  const share = stage.is === 'writing' ? exporting?.find(({ name }) => name === stage.file)?.share : undefined
  return { stage, share, start, cancel: () => stop.current.abort() }
}

const isCancelled = (error: unknown) => error instanceof OrreryError && error.code === 'cancelled'

/** There is such a file already: it may be replaced if the person says so. */
export function isTaken(error: unknown): boolean {
  return (
    error instanceof OrreryError && error.code === 'invalid' && error.message.endsWith('is there already')
  )
}
