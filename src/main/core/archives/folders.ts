import { join } from 'node:path'

/** Where archives lie that belong to this Orrery, below the folder of its history. */
export interface ArchiveFolders {
  /** Copies of files that a person dropped onto a page in a browser; they go when they are closed. */
  readonly received: string
  /** What was exported from a page in a browser; stays. */
  readonly made: string
}

export function archiveFolders(dataDir: string): ArchiveFolders {
  return { received: join(dataDir, 'archives', 'received'), made: join(dataDir, 'archives', 'made') }
}
