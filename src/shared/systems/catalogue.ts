import type { Area } from '../base/area.ts'
import type { Json } from '../base/json.ts'
import type { Unit } from '../base/unit.ts'

export type { Area } from '../base/area.ts'
export type { Unit } from '../base/unit.ts'

export interface MetricInfo {
  /** `replica.leo` */
  readonly key: string
  /** "Log end offset" */
  readonly label: string
  readonly unit: Unit
  /** Counters only rise; a fall is a reset. Rates are computed when asked for. */
  readonly kind: 'counter' | 'gauge'
  /** The request, API or command it is read from: "ListOffsets, replica -2, timestamp -1". */
  readonly source: string
  /** One sentence. */
  readonly about: string
}

export interface FactInfo {
  /** `partition.isr` */
  readonly key: string
  /** "ISR" */
  readonly label: string
  readonly source: string
  readonly about: string
  /**
   * How an edge of it counts on the time bar: `notable` (a leader moved), `plain` (listed among events),
   * `silent` (not an event: a znode's data).
   */
  readonly edge: 'notable' | 'plain' | 'silent'
  /** null: two moments are not compared by it, e.g. when somebody last asked. */
  readonly area: Exclude<Area, 'offsets'> | null
  /** It is of this very cluster, and never alike in two: an address, a cluster id, a process's start. */
  readonly isOwn?: true
  /**
   * Its value as people read it, where it is kept as the server gave it (bytes in base64), in a list where a record tells
   * better what differs, or with members that change by themselves. Takes whatever an archive may hold, and never throws.
   * Left out: as it is.
   */
  readable?(value: Json): Json
  /** What of the readable value can be alike in two clusters: how many replicas, not which. Left out: all of it. */
  across?(value: Json): Json
}

/** How values of facts are read, by key: beside the tables that say what the facts are. */
export type Readings = Readonly<Record<string, Pick<FactInfo, 'readable' | 'across'>>>

export function withReadings(facts: readonly FactInfo[], readings: Readings): readonly FactInfo[] {
  return facts.map((fact) => ({ ...fact, ...readings[fact.key] }))
}

/** An option of its connection strings, as the form of a target offers it. */
export interface ConnectionOption {
  /** `mechanism` */
  readonly key: string
  readonly label: string
  /** One of these; the first is what holds when none is chosen. Omitted: any text. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  /** What holds when it is left empty. */
  readonly placeholder?: string
}

/** How a target is connected to by TLS: the same of every system. */
export const tlsOptions: readonly ConnectionOption[] = [
  {
    key: 'tls',
    label: 'TLS',
    choices: [
      { value: 'off', label: 'None' },
      { value: 'on', label: 'On, certificates are verified' },
      { value: 'unverified', label: 'On, without verifying who answers' },
    ],
  },
  { key: 'ca', label: 'File of the certificate authority (PEM)', placeholder: 'those that Node knows' },
  { key: 'cert', label: 'File of our own certificate (PEM), where one is asked for', placeholder: 'none' },
  { key: 'key', label: 'File of its key (PEM)', placeholder: 'none' },
]

/** A limit of a target's budget that means something here. */
export interface BudgetLimit {
  readonly key: 'requestsPerSecond' | 'znodes' | 'bytes'
  /** "Znodes, at most" */
  readonly label: string
}

/** What an entity is called, for lists that mix them: events, findings, the palette, a report. */
export interface EntityName {
  /** "partition" */
  readonly kind: string
  /** "orders.events.v2-4" */
  readonly name: string
}

/** A real cluster on this machine, with real traffic: to look at, and to break. */
export interface LabInfo {
  /** What the lab's command line calls it: `redis-cluster`. */
  readonly cluster: string
  /** "Redis Cluster, 3 masters and 3 replicas" */
  readonly label: string
  /** Of its target: "Redis Cluster" */
  readonly name: string
}

/** The vocabulary of a system: used by views, pages, reports and docs alike. */
export interface Catalogue {
  /** `kafka` */
  readonly id: string
  /** "Kafka" */
  readonly name: string
  /** Scheme of its connection strings. */
  readonly schemes: readonly string[]
  readonly defaultPort: number
  /** Ports of schemes whose servers listen elsewhere. */
  readonly schemePorts?: Readonly<Record<string, number>>
  /** What a scheme says by itself, as options. */
  readonly schemeOptions?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Who it is that a password without a user belongs to (`redis://:password@host`); left out: nobody. */
  readonly defaultUser?: string
  /** The option that the path of a connection string is (`chroot`); left out: it takes no path. */
  readonly pathOption?: string
  /** Ports of this machine to look at for running servers. */
  readonly localPorts: readonly number[]
  readonly options: readonly ConnectionOption[]
  readonly budgets: readonly BudgetLimit[]
  /** Clusters of it that the lab starts. */
  readonly labs: readonly LabInfo[]
  readonly metrics: readonly MetricInfo[]
  readonly facts: readonly FactInfo[]
  /** Metrics that are positions or amounts: by these two moments are compared; others move all the time and say nothing. */
  readonly compared: readonly string[]
  /** Whatever path: what it does not know is called by it. */
  nameOf(entity: string): EntityName
  /**
   * Its name is of this very cluster (an address, a session's id): between two clusters it is not looked for on the other
   * side. Left out: none is.
   */
  isOwn?(entity: string): boolean
}
