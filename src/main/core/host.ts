import type { Finding } from '../../shared/api/findings.ts'
import type { Fault, FaultServer } from '../systems/experiment.ts'
import type { AppInfo } from '../../shared/api/app.ts'

/** A running local cluster. Disposing of it stops its servers and waits until they are gone. */
export interface RunningLab extends AsyncDisposable {
  /** The connection string of a target. */
  readonly url: string
  /** Called when it ended by itself. */
  onEnd(listener: (why: string) => void): void
  /** Its servers, as its clients address them. */
  readonly servers: readonly FaultServer[]
  /** Resolves when it is done to the server. @param endpoint of `servers` */
  fault(fault: Fault, endpoint: string, signal: AbortSignal): Promise<void>
}

/** Starts real local clusters. A host without a checkout around it has none. */
export interface LabControl {
  /** Undefined: clusters can be started; else what is missing, and how to get it. */
  unavailable(): string | undefined
  /** @param cluster of a system's `labs` @param progress told what is being done, in words @throws OrreryError when it does not start */
  start(cluster: string, progress: (says: string) => void, signal: AbortSignal): Promise<RunningLab>
}

export interface FileDialogs {
  /** Where to write an archive; what is there is replaced, the dialog has asked. Undefined: the person thought better of it. */
  saveArchive(name: string): Promise<string | undefined>
  /** Paths of archives to open; none: the person thought better of it. */
  pickArchives(): Promise<readonly string[]>
}

export type LogLevel = 'info' | 'warn' | 'error'

/** What a process gives the core. The core doesn't know which host it has, and does not ask. */
export interface Host {
  readonly info: Pick<AppInfo, 'version' | 'host'>
  readonly paths: {
    /** The targets file; its folder also holds `secrets.json`. */
    readonly targetsFile: string
    /** Folder of the history. */
    readonly dataDir: string
    /** Folder of the recorded histories (`*.orrery`). */
    readonly resourcesDir: string
  }
  /** Files that threads start from: the bundler moves them, so the entry names them. */
  readonly workers: { readonly history: URL; readonly store: URL; readonly actor: URL }
  readonly lab?: LabControl
  /** A page as PDF. @throws OrreryError `unsupported` nothing here prints: says what is missing */
  print?(html: string, signal: AbortSignal): Promise<Uint8Array>
  /** Of the platform, where the host can show them. */
  readonly dialogs?: FileDialogs
  /** A person should know, wherever they are looking. */
  notify?(finding: Finding, targetName: string): void
  /** Never holds a secret. */
  log(level: LogLevel, message: string): void
}
