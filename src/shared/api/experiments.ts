import type { ErrorData } from '../base/errors.ts'
import type { Json } from '../base/json.ts'
import type { Unit } from '../base/unit.ts'

/** What a person may set before a run. */
export type Parameter =
  | {
      readonly id: string
      readonly label: string
      /** One sentence: what it changes. */
      readonly says: string
      readonly kind: 'number'
      readonly unit?: Unit
      readonly min: number
      readonly max: number
      readonly initial: number
    }
  | {
      readonly id: string
      readonly label: string
      readonly says: string
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly initial: string
    }

export type Parameters = Readonly<Record<string, number | string>>

/** All that can be known of an experiment without a cluster: the catalogue and the page are drawn from it. */
export interface ExperimentInfo {
  /** `kafka/rebalance` */
  readonly id: string
  readonly system: string
  readonly title: string
  /** What it is about, for the catalogue across systems: `ownership`, `replication`, `durability`, … */
  readonly concepts: readonly string[]
  /** What it teaches: a few sentences. */
  readonly teaches: readonly string[]
  /** The prediction that is asked for, with its answers. `{members}` stands for the value of a parameter. */
  readonly question: string
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly parameters: readonly Parameter[]
  /** The parameter whose values are compared side by side; its other settings being equal. */
  readonly variants: string
  /** `client`: own clients and own objects only. `fault`: servers are stopped, cut or reconfigured, so only clusters of the lab. */
  readonly reach: 'client' | 'fault'
  /** What it creates and how long it takes, said before it starts. */
  readonly creates: string
  readonly tookAboutS: number
}

/** Something that a run made and will remove, by the system's own kind: `topic`, `group`, `znode`, `fault`. */
export interface Resource {
  readonly kind: string
  readonly name: string
}

/** One line of the check before a run. */
export interface Check {
  readonly id: string
  /** "Permission to experiment" */
  readonly what: string
  readonly is: 'ok' | 'refused' | 'unknown'
  /** What was found. */
  readonly says: string
  readonly fix?: string
}

export type RunTone = 'ok' | 'info' | 'warn' | 'bad'

/**
 * One line of a run's log. Everything that is shown of a run is computed from its entries, so a run can be replayed
 * without a cluster.
 */
export interface RunEntry {
  /** 0, 1, 2, … without a gap. */
  readonly seq: number
  /** Epoch ms; never goes back within a run. */
  readonly at: number
  /**
   * `engine`: phases, checks · `step`: a step begins or ends · `client`: what a client of ours saw or did ·
   * `observed`: what was read from the cluster · `resource`: about to be created, created, removed, proven gone ·
   * `fault`: done to a server or a line
   */
  readonly kind: 'engine' | 'step' | 'client' | 'observed' | 'resource' | 'fault'
  /** Which client, server or step: `m2`, `broker/1`, `join-4`. */
  readonly actor: string
  /** Machine's word: `assigned`, `revoked`, `delivered`, `begin`. Each experiment says its own in its vocabulary. */
  readonly what: string
  /** For the list of events, in the system's own words; empty: drawn, not listed. */
  readonly says: string
  readonly tone?: RunTone
  /** What drawings and the verdict are computed from. */
  readonly data: Json
}

export interface RunStep {
  readonly id: string
  readonly title: string
  /** What it does, in the system's own words. */
  readonly says: string
}

export type RunPhase = 'check' | 'act' | 'result' | 'clean-up' | 'ended'

export type RunOutcome =
  | 'running'
  | 'done'
  /** A check said no: nothing was created. */
  | 'refused'
  | 'failed'
  | 'cancelled'
  /** Orrery ended while it ran. */
  | 'interrupted'

export interface Figure {
  readonly id: string
  readonly label: string
  /** null: could not be measured. */
  readonly value: number | null
  readonly unit: Unit
  /** "2 + 2 + 2, at three changes" */
  readonly says: string
  readonly tone?: RunTone
}

/** Computed from the entries alone. */
export interface Verdict {
  /** The choice that came true; undefined: the run doesn't tell. */
  readonly answer: string | undefined
  /** What was observed, in a sentence. */
  readonly observed: string
  /** What theory says for these parameters, and why. */
  readonly theory: string
  readonly why: string
  /** Compared side by side over variants: the same ids in the same order for every run of an experiment. */
  readonly figures: readonly Figure[]
}

export interface Run {
  /** `14-k3f9`: number in this history, and what makes it unique on a cluster. Names begin with `orrery.x.<id>.` */
  readonly id: string
  readonly number: number
  readonly experiment: string
  readonly system: string
  readonly targetId: string
  /** As it was called then: the target may be gone. */
  readonly targetName: string
  readonly parameters: Parameters
  /** Id of a choice, given before the start and locked. */
  readonly prediction: string | undefined
  /** `step`: waits before each step until told to go on. */
  readonly pace: 'auto' | 'step'
  readonly began: number
  readonly ended: number | undefined
  readonly phase: RunPhase
  readonly outcome: RunOutcome
  readonly checks: readonly Check[]
  readonly steps: readonly RunStep[]
  /** Index of the step that runs or is waited before; undefined: none. */
  readonly step: number | undefined
  readonly isHeld: boolean
  /** Entries so far. */
  readonly entries: number
  /** Created and not yet proven gone. Never empty in `ended` unless the clean-up failed. */
  readonly left: readonly Resource[]
  readonly verdict: Verdict | undefined
  readonly error: ErrorData | undefined
}

export interface ExperimentsApi {
  'experiments.list': () => Promise<readonly ExperimentInfo[]>
  /** Checks without starting: nothing is written anywhere. */
  'experiments.check': (arg: {
    experiment: string
    targetId: string
    parameters: Parameters
  }) => Promise<{ readonly checks: readonly Check[]; readonly steps: readonly RunStep[] }>
  /**
   * Resolves when the run is in the history and its checks begin. One run at a time on a target.
   * @throws invalid, not-found, storage (without a journal nothing is created)
   */
  'runs.start': (arg: {
    experiment: string
    targetId: string
    parameters: Parameters
    prediction?: string
    pace: 'auto' | 'step'
  }) => Promise<Run>
  /** Goes on with the next step; with `pace` changes how it goes on from here. */
  'runs.go': (arg: { run: string; pace?: 'auto' | 'step' }) => Promise<void>
  /** Stops what runs, then cleans up. */
  'runs.cancel': (arg: { run: string }) => Promise<void>
  /** Removes what an interrupted or failed run left. @throws as the cluster answers; what is left stays in `left` */
  'runs.clean': (arg: { run: string }) => Promise<Run>
  /** Newest first; of this history and of recordings. */
  'runs.list': () => Promise<readonly Run[]>
  /** Entries from `from` on, at most `limit`. */
  'runs.entries': (arg: { run: string; from: number; limit: number }) => Promise<readonly RunEntry[]>
  /** Deletes a run's recording. @throws invalid while it runs or something of it is left */
  'runs.remove': (arg: { run: string }) => Promise<void>
}
