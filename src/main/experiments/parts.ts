import type { ErrorData } from '../../shared/base/errors.ts'
import type { Permission, TargetCondition } from '../../shared/api/targets.ts'
import type { RunStore } from '../store/store.ts'
import type { ExperimentKit, Fault, FaultServer } from '../systems/experiment.ts'
import type { Connection } from '../systems/system.ts'

/** A cluster that a run acts on. */
export interface ExperimentTarget {
  readonly id: string
  readonly name: string
  readonly system: string
  readonly permission: Permission
  readonly condition: TargetCondition
  /** Why no sample comes, while none does. */
  readonly error?: ErrorData | undefined
  /** With its secrets. @throws OrreryError when a secret cannot be read */
  connection(): Promise<Connection>
}

/** The servers of a cluster that this Orrery started, and what may be done to them. */
export interface FaultControl {
  readonly servers: readonly FaultServer[]
  /** Resolves when it is done. */
  fault(fault: Fault, endpoint: string, signal: AbortSignal): Promise<void>
}

/** How long things may take, ms. */
export interface Limits {
  /** A thread that loads a client and connects it. */
  readonly actorStart: number
  /** One answer of an actor. */
  readonly answer: number
  /** A client's goodbye; after it, it is ended. */
  readonly goodbye: number
  /** One step: more than any that is meant. */
  readonly step: number
  /** A step that was stopped and does not notice. */
  readonly settle: number
  /** One read of a watch, one call of a cleaner. */
  readonly call: number
  readonly cleanUp: number
  /** The clean-up when Orrery ends: what it doesn't reach is left for the next start. */
  readonly ending: number
  /** Between two listings that must both be empty: what was on its way has arrived by then. */
  readonly quiet: number
}

export const usualLimits: Limits = {
  actorStart: 20_000,
  answer: 120_000,
  goodbye: 3_000,
  step: 15 * 60_000,
  settle: 5_000,
  call: 15_000,
  cleanUp: 120_000,
  ending: 8_000,
  quiet: 500,
}

/** What the engine is given. */
export interface ExperimentParts {
  readonly runs: RunStore
  /** By the id of their system. */
  readonly kits: ReadonlyMap<string, ExperimentKit>
  targetOf(id: string): ExperimentTarget | undefined
  /** Undefined: the servers are somebody's own. */
  faultsOf(targetId: string): FaultControl | undefined
  /** Samples the target more often until disposed of, so that its pages follow a run. */
  closely?(targetId: string): Disposable
  /** The file that an actor's thread starts from. */
  readonly actorWorker: URL
  /** Why what is written now would be gone after a crash; undefined: it lasts. */
  journalProblem(): string | undefined
  readonly limitsMs?: Partial<Limits>
  /** Epoch ms. */
  now?(): number
}
