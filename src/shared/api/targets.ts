import type { ErrorData } from '../base/errors.ts'
import type { ArchiveMade } from './archives.ts'

/** `observe`: only reads. `experiment`: guided experiments may create and remove objects named `orrery.…`. */
export type Permission = 'observe' | 'experiment'

/** Where a secret is kept; the secret itself never leaves the collecting process. */
export type SecretRef =
  /** In Orrery's own secrets file (mode 0600), under the target's id. */
  | { readonly kind: 'stored' }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }

export interface TargetAuth {
  readonly username: string
  readonly password: SecretRef
}

export interface TargetConfig {
  readonly id: string
  readonly name: string
  /** `kafka`, `zookeeper`, … */
  readonly system: string
  /** `host:port` */
  readonly endpoints: readonly string[]
  /** Per system: `mechanism` (plain, scram-sha-256, scram-sha-512), `chroot`, `admin` (port of AdminServer), … */
  readonly options: Readonly<Record<string, string>>
  readonly auth?: TargetAuth
  readonly permission: Permission
  readonly intervalMs: number
  readonly budget: { readonly requestsPerSecond: number; readonly znodes: number; readonly bytes: number }
}

/** What a person types: a connection string, or the fields of the form. A password goes in, never out. */
export interface TargetDraft {
  /** For a test of a saved target that is being edited: its stored password is used where the draft has none. */
  readonly id?: string
  readonly name: string
  /** `kafka://user:password@h:p,h:p?mechanism=scram-sha-512`, `zookeeper://h:p,h:p/chroot` */
  readonly url?: string
  readonly system?: string
  readonly endpoints?: readonly string[]
  readonly options?: Readonly<Record<string, string>>
  readonly username?: string
  readonly password?: string
  readonly passwordFrom?: Exclude<SecretRef, { kind: 'stored' }>
  readonly permission?: Permission
  readonly intervalMs?: number
  readonly budget?: Partial<TargetConfig['budget']>
}

/** One step of connecting, as it ends. */
export interface ConnectStep {
  /** `tls` only where it is asked for. */
  readonly id: 'name' | 'tcp' | 'tls' | 'versions' | 'auth' | 'read'
  /** "Port 9092 of 10.0.0.5 answers in 3 ms" or what failed. */
  readonly says: string
  readonly state: 'ok' | 'failed' | 'skipped'
  readonly error?: ErrorData
}

/** One line of the capability map. */
export interface Capability {
  /** "Log end offset of every replica" */
  readonly what: string
  readonly state: 'observed' | 'partly' | 'not-observed'
  /** Through which request or command. */
  readonly by: string
  /** Why not, in the server's words where it gave some. */
  readonly why?: string
  /** The grant or setting that would change it. */
  readonly fix?: string
}

export type TargetCondition =
  /** No sample yet. */
  | 'connecting'
  /** The newest sample came in time. */
  | 'observed'
  /** Samples fail or are late; the last state is still shown. */
  | 'failing'
  | 'stopped'
  /** From a recording: nothing is collected. */
  | 'recorded'

/** One row of the rail. */
export interface TargetState {
  readonly config: TargetConfig
  readonly condition: TargetCondition
  /** "Kafka 4.3 · 3 brokers"; empty before the first sample. */
  readonly summary: string
  /** First and last sample kept, epoch ms; undefined: none. */
  readonly extent?: { readonly from: number; readonly to: number }
  readonly findings: { readonly critical: number; readonly warning: number; readonly info: number }
  readonly unknownRules: number
  /** The last failure, while it lasts. */
  readonly error?: ErrorData & { readonly at: number; readonly tries: number; readonly nextTryAt: number }
  /** What the newest sample cost, over all endpoints. */
  readonly cost?: { readonly requests: number; readonly bytes: number; readonly tookMs: number }
  readonly capabilities: readonly Capability[]
  /** The recording's file name and note, for recorded targets. */
  readonly recording?: {
    readonly file: string
    readonly title: string
    readonly about: string
    /** Of an archive that a person opened: the id by which it is closed, and how it was made. */
    readonly archive?: { readonly id: string; readonly path: string; readonly made?: ArchiveMade }
  }
}

/** A server that listens on this machine's default ports and isn't a target yet. */
export interface FoundServer {
  readonly system: string
  readonly endpoint: string
  readonly url: string
}

export interface TargetsApi {
  'targets.list': () => Promise<readonly TargetState[]>
  /** Saves and starts collecting. @throws invalid */
  'targets.add': (draft: TargetDraft) => Promise<TargetState>
  'targets.update': (arg: { id: string; draft: TargetDraft }) => Promise<TargetState>
  /** Stops collecting; `forget` also deletes its history. */
  'targets.remove': (arg: { id: string; forget: boolean }) => Promise<void>
  /** Connects step by step and reads once, without saving anything. Stops at the first failed step. */
  'targets.test': (
    draft: TargetDraft,
  ) => Promise<{ steps: readonly ConnectStep[]; capabilities: readonly Capability[] }>
  'targets.discover': () => Promise<readonly FoundServer[]>
  /** Tries a failing target at once instead of at `nextTryAt`. */
  'targets.retry': (arg: { id: string }) => Promise<void>
}
