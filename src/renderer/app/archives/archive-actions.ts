import { createContext, useContext } from 'react'
import type { Stretch } from '../../api/instant.ts'

/** What can be done with archives from anywhere in the window. */
export interface ArchiveActions {
  /** Lets the person choose a file, and opens it. */
  readonly open: () => void
  /** Asks which targets, when and where, and writes an archive. */
  readonly export: (targetId: string, range: Stretch) => void
  /** Closes an archive; its file stays. */
  readonly close: (archive: { readonly id: string; readonly file: string }) => void
}

const nothing = () => undefined
const Context = createContext<ArchiveActions>({ open: nothing, export: nothing, close: nothing })

export const ArchiveActionsProvider = Context.Provider

export function useArchiveActions(): ArchiveActions {
  return useContext(Context)
}
