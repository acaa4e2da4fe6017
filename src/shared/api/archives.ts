import type { ErrorData } from '../base/errors.ts'

/** How an archive was made, as it says itself. */
export interface ArchiveMade {
  readonly at: number
  /** Of the Orrery that made it. */
  readonly version: string
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string
  /** What was asked for; samples may begin later and end earlier. */
  readonly from: number
  readonly to: number
}

/** An archive that is open: its targets are among all others, with the condition `recorded`. */
export interface ArchiveState {
  /** The same for the same file, also after a restart. */
  readonly id: string
  readonly path: string
  /** Last part of the path. */
  readonly file: string
  readonly sizeBytes: number
  readonly made?: ArchiveMade
  /** Ids that windows know its targets by. */
  readonly targetIds: readonly string[]
  /** Why it can't be read: it went away, or was damaged since. */
  readonly error?: ErrorData
}

/** An export on its way. */
export interface Exporting {
  readonly name: string
  /** How much is done, 0 to 1. */
  readonly share: number
}

export interface ArchivesState {
  readonly open: readonly ArchiveState[]
  readonly exporting: readonly Exporting[]
  /** What was opened last from outside the window (double click, command line): `number` grows with each. */
  readonly arrived?: { readonly number: number; readonly id?: string; readonly error?: ErrorData }
}

/** Targets of one history, and from when to when. */
export interface Cut {
  readonly targetIds: readonly string[]
  readonly from: number
  readonly to: number
}

export interface Foretold {
  /** About: names are not counted. */
  readonly sizeBytes: number
  /** Samples of all the targets in the interval; 0: nothing was observed then. */
  readonly samples: number
}

export interface ExportedArchive {
  readonly path: string
  /** Last part of the path. */
  readonly file: string
  readonly sizeBytes: number
}

export interface ArchivesApi {
  'archives.foretell': (cut: Cut) => Promise<Foretold>
  /**
   * Writes an archive: where the person says in a dialog, or, in a host without dialogs, into a folder that it tells.
   * @param arg.file a plain file name @returns undefined: the person closed the dialog
   * @throws `not-found` nothing was observed then, `invalid` there is such a file, `storage`, `cancelled`
   */
  'archives.export': (arg: Cut & { file: string; replace?: boolean }) => Promise<ExportedArchive | undefined>
  /** @throws `not-found`, `storage`: no archive, damaged, of a newer Orrery */
  'archives.open': (arg: { path: string }) => Promise<ArchiveState>
  /** Lets the person choose files in a dialog. @throws `unsupported` in a host without dialogs */
  'archives.pick': () => Promise<readonly ArchiveState[]>
  /** The file stays, unless it was a copy that came from a browser. */
  'archives.close': (arg: { id: string }) => Promise<void>
}

/** Where the headless host takes archives from a browser (PUT), and gives those that it made (GET). */
export const archivesPath = '/archives/'

/** What an archive's file name ends with. */
export const archiveSuffix = '.orrery'

/** A plain file name that every platform takes, and no path. */
export function isArchiveName(name: string): boolean {
  const isPlain = /^[^/\\:*?"<>|\p{Cc}]+$/u.test(name) && !name.startsWith('.')
  return isPlain && name.endsWith(archiveSuffix) && name.length > archiveSuffix.length && name.length <= 200
}
