import type {
  Check,
  ExperimentInfo,
  Parameters,
  Resource,
  RunEntry,
  RunStep,
  RunTone,
  Verdict,
} from '../../shared/api/experiments.ts'
import type { Json } from '../../shared/base/json.ts'
import type { Connection } from './system.ts'

/** What an experiment knows of its target before it acts. Reading only. */
export interface CheckContext {
  readonly connection: Connection
  readonly parameters: Parameters
  /** Undefined: the servers are somebody's own; nothing may be done to them. */
  readonly faults: readonly FaultServer[] | undefined
  readonly signal: AbortSignal
}

/** A server of a cluster that Orrery itself started. */
export interface FaultServer {
  /** `host:port` that its clients use. */
  readonly endpoint: string
  readonly name: string
}

/** What may be done to a server of the lab: a signal, never a setting. */
export type Fault = 'pause' | 'resume' | 'kill' | 'start'

/** A line of the log as an experiment writes it; the engine adds number and instant. */
export interface Told {
  readonly what: string
  readonly says: string
  readonly tone?: RunTone
  readonly data?: Json
}

/** A client of ours on a thread of its own. What it tells goes into the run's log. Disposing says goodbye properly. */
export interface Actor extends AsyncDisposable {
  readonly name: string
  /** @throws OrreryError as it answered, `cancelled` when it was killed */
  ask(command: string, arg: Json, signal: AbortSignal): Promise<Json>
  /** Ends it as `kill -9` ends a process: nothing is sent, its sockets are closed by the system. */
  kill(): Promise<void>
}

/** A line between our own client and a server, which can be cut or held without touching the server. */
export interface ProxiedLine extends AsyncDisposable {
  /** `127.0.0.1:port`, to be used instead of the server's endpoint. */
  readonly endpoint: string
  /** Closes what is open; new connections are refused until `restore`. */
  cut(): void
  /** What the server answers is held back (and lost, if cut); what is sent to it goes on. */
  holdAnswers(): void
  restore(): void
}

/** All that a step may use. Whatever it creates, it says first; the engine removes it, whatever happens. */
export interface RunContext {
  readonly connection: Connection
  readonly parameters: Parameters
  /** `orrery.x.<run>.<part>`: the only names that an experiment may create. */
  name(part: string): string
  /** Returns when the intent is on disk. To be called before anything is created. @throws OrreryError `storage` */
  creating(resource: Resource): void
  /** A line of the log, of a client's or of what was observed. */
  tell(kind: 'client' | 'observed', actor: string, told: Told): void
  /** What was told so far, oldest first. */
  entries(): readonly RunEntry[]
  /** Resolves when `holds` of the log; asked again after every new line. @throws OrreryError `timeout` naming `what` */
  until(what: string, holds: (entries: readonly RunEntry[]) => boolean, limitMs: number): Promise<void>
  /** Real time that passes on purpose: traffic flows, a timer of the cluster runs. Can be cancelled. */
  pass(ms: number): Promise<void>
  /**
   * Reads something of the cluster again and again until the run ends or the result is disposed of: at most `hz` times
   * a second (≤ 10), never two at once. `read` tells what it sees; a failure is told once, and it goes on.
   */
  watch(hz: number, read: (signal: AbortSignal) => Promise<void>): Disposable
  /** Starts a client on its own thread. @param module of the system's `actors` @param options may hold secrets: not logged */
  actor(name: string, module: string, options: Json): Promise<Actor>
  /** Our own line to a server, for our own clients. */
  proxy(endpoint: string): Promise<ProxiedLine>
  /** Disposed of when the run has acted, before its clean-up; in reverse order. For connections that steps share. */
  hold<T extends Disposable | AsyncDisposable>(resource: T): T
  /** Done to a server of the lab; undone by the clean-up. @throws OrreryError `forbidden` where it isn't the lab's */
  fault(fault: Fault, endpoint: string): Promise<void>
  /** Aborts on cancel, failure and the end of Orrery. */
  readonly signal: AbortSignal
}

/** One act. */
export interface Step extends RunStep {
  run(context: RunContext): Promise<void>
}

/** A guided experiment. One folder: what it says, what it does, how it is judged. */
export interface Experiment {
  readonly info: ExperimentInfo
  /** What this experiment needs beyond permission and room: versions, grants, servers. Reads only. */
  check(context: CheckContext): Promise<readonly Check[]>
  /** Made anew for each run: what the steps share is theirs alone. */
  steps(parameters: Parameters): readonly Step[]
  /** Pure: from the log alone, so that a replay judges the same. Called also for runs that did not reach their end. */
  judge(entries: readonly RunEntry[], parameters: Parameters): Verdict
}

/** Finds and removes what experiments made. */
export interface Cleaner extends AsyncDisposable {
  /** Everything of the target whose name begins so, asked anew. */
  list(prefix: string, signal: AbortSignal): Promise<readonly Resource[]>
  /** What is gone already is fine. @throws OrreryError */
  remove(resource: Resource, signal: AbortSignal): Promise<void>
}

/** A system's part in experiments. */
export interface ExperimentKit {
  readonly experiments: readonly Experiment[]
  cleaner(connection: Connection, signal: AbortSignal): Promise<Cleaner>
}

/** What runs on an actor's thread. */
export interface ActorBody extends AsyncDisposable {
  /** By the words that `Actor.ask` uses. */
  readonly commands: Readonly<Record<string, (arg: Json) => Promise<Json>>>
}

/** Starts a client. Drivers are imported here, not before. @param tell a line of the run's log, with the actor's name */
export type ActorModule = (options: Json, tell: (told: Told) => void) => Promise<ActorBody>

/** The clients of a system by name, each loaded when one is started: `actors` of `<name>/experiments/actors.ts`. */
export type ActorModules = Readonly<Record<string, () => Promise<ActorModule>>>
