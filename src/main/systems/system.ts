import type { Json } from '../../shared/base/json.ts'
import type { ReportTable } from '../../shared/api/report.ts'
import type { Capability, ConnectStep } from '../../shared/api/targets.ts'
import type { ExperimentKit } from './experiment.ts'
import type { Look } from './moment.ts'
import type { Rule } from './rule.ts'
import type { Sample } from './sample.ts'

/** Where and how to connect: a target with its secrets resolved. Never logged, stored or sent to a window. */
export interface Connection {
  readonly targetId: string
  /** `host:port` */
  readonly endpoints: readonly string[]
  /** What the system's connection string takes as query, e.g. `mechanism`, `chroot`. */
  readonly options: Readonly<Record<string, string>>
  readonly credentials?: { readonly username: string; readonly password: string }
  /** Limits of what a sample may cost; 0: no limit. */
  readonly budget: { readonly requestsPerSecond: number; readonly znodes: number; readonly bytes: number }
}

/** An open connection to a target. It only reads: nothing it sends changes the cluster. */
export interface Session extends AsyncDisposable {
  /**
   * One observation of everything that is due at `now` (the session keeps its own slow cadence, by `now`).
   * An endpoint that fails costs its deadline and becomes a gap; throws only if nothing at all could be read.
   * @throws OrreryError `timeout`, `refused`, `auth`, …
   */
  observe(now: number, signal: AbortSignal): Promise<Sample>
  /** What is observed, what isn't, and which grant or setting would change that; as known after the last observe. */
  capabilities(): readonly Capability[]
  /** Samples that come by themselves between ticks (a followed ZooKeeper tree); partial facts only. */
  onPush?(listener: (sample: Sample) => void): Disposable
}

export interface ConnectOptions {
  readonly signal: AbortSignal
  /** Told of each step as it ends: name, TCP, protocol versions, authentication, what may be seen. */
  step?(step: ConnectStep): void
}

/** A named pure function of a moment, and a window before it, to plain columnar data for one drawing. */
export interface View {
  /** Throws OrreryError `not-found` when the arguments name nothing that held then. */
  run(look: Look, args: Readonly<Record<string, Json>>): ViewData
  /**
   * The arguments there are at a moment (every topic, every group): `status --json` prints the view for each of them.
   * Left out: the view takes none, or has a default for each.
   */
  instances?(look: Look): readonly Readonly<Record<string, Json>>[]
}

/** What a view gives: JSON plus typed arrays, at any depth. Shapes stand in `shared/systems/<name>.ts`. */
export type ViewData = { readonly [key: string]: unknown }

/** What a system tells in a report of a moment: who was there and in which role, and the settings that matter. */
export interface ReportParts {
  readonly topology: readonly ReportTable[]
  readonly configuration: readonly ReportTable[]
}

/** All that the rest of Orrery knows of a technology. */
export interface System {
  readonly id: string
  /** Opens a session that has answered at least once. Drivers are loaded here, not before. */
  connect(connection: Connection, options: ConnectOptions): Promise<Session>
  /** Is it this system that listens there? Cheap, read-only, used on this machine's default ports only. */
  probe(endpoint: string, signal: AbortSignal): Promise<boolean>
  readonly views: Readonly<Record<string, View>>
  readonly rules: readonly Rule[]
  /** What can be tried on it. Left out: nothing yet. */
  readonly kit?: ExperimentKit
  /** A few tables, each of at most some dozen rows: whoever reads them has never seen Orrery. Left out: nothing of its own. */
  report?(look: Look): ReportParts
  /** The target in a few words, for the rail: "Kafka 4.3 · 3 brokers". Left out: its name alone. */
  summary?(look: Look): string
}
