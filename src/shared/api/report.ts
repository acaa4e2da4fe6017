import type { Severity } from './findings.ts'
import type { Capability } from './targets.ts'

/**
 * A report as plain data: all formats are made from it, and it is itself the JSON format, which
 * `docs/report.schema.json` describes. Instants are epoch ms.
 */
export interface Report {
  readonly format: 'orrery-report/1'
  readonly title: string
  /** "Orrery 0.1.0" */
  readonly madeBy: string
  readonly madeAt: number
  /** Of the times as they are written, e.g. `Europe/Berlin`. */
  readonly timeZone: string
  /** The interval; equal: an instant. */
  readonly from: number
  readonly to: number
  /** In plain language, most important first. */
  readonly summary: readonly string[]
  /** What was replaced by stand-ins; empty: nothing. */
  readonly replaced: readonly Redaction[]
  readonly targets: readonly ReportedTarget[]
  /** What happened on all of them, oldest first. */
  readonly changes: readonly ReportedChange[]
  /** More happened than is told, before the first change told. */
  readonly changesLeftOut: number
}

/**
 * - `hosts`: addresses and host names
 * - `names`: what people named: topics, groups, queues, znodes, keys …
 * - `clients`: who connects: client ids, members, connections
 */
export type Redaction = 'hosts' | 'names' | 'clients'

export interface ReportedTarget {
  readonly id: string
  readonly name: string
  /** "Kafka" */
  readonly system: string
  /** "Kafka 4.3 · 3 brokers" */
  readonly summary: string
  readonly endpoints: readonly string[]
  /** The last sample at or before `to`. */
  readonly sampledAt: number
  /** When nothing was sampled, within the interval. */
  readonly unseen: readonly { readonly from: number; readonly to: number }[]
  /** In force at some time of the interval; worst first, each cause before what it explains. */
  readonly findings: readonly ReportedFinding[]
  /** Rules that were content at the end, and those that could not judge. */
  readonly content: readonly string[]
  readonly unknown: readonly { readonly rule: string; readonly missing: string }[]
  /** As it was at the end. */
  readonly topology: readonly ReportTable[]
  readonly configuration: readonly ReportTable[]
  /** What could be observed, and what not; with the grant or setting that would change it. */
  readonly capabilities: readonly Capability[]
  /** How each figure in the report was obtained. */
  readonly sources: readonly ReportedSource[]
}

export interface ReportedFinding {
  /** `kafka/under-replicated` */
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  readonly entity: string
  /** "orders-4" */
  readonly entityName: string
  readonly since: number
  readonly opened: number
  /** null: still open at the end. */
  readonly closed: number | null
  readonly evidence: readonly {
    /** null: of the entity that is claimed about. */
    readonly of: string | null
    readonly from: number
    readonly to: number
    readonly says: string
  }[]
  readonly why: string
  readonly fix: string
  readonly source: { readonly label: string; readonly url: string }
  /** Title of the finding that explains it. */
  readonly explainedBy: string | null
  /** Others of the same rule with the same cause, which are not told one by one: their entities' names. */
  readonly alike: readonly string[]
  readonly charts: readonly ReportChart[]
}

/** Evidence as it was read: the claim's interval is `shade`. */
export interface ReportChart {
  readonly metric: string
  readonly label: string
  readonly unit: string
  readonly from: number
  readonly to: number
  readonly shade: { readonly from: number; readonly to: number }
  /** Instants of all series; a value is null where nothing was seen. */
  readonly t: readonly number[]
  readonly series: readonly {
    readonly entity: string
    readonly label: string
    /** It is claimed about this one; the others are to compare with. */
    readonly isMain: boolean
    readonly v: readonly (number | null)[]
  }[]
}

export interface ReportedChange {
  readonly at: number
  readonly target: string
  readonly kind: 'fact' | 'finding' | 'gap'
  /** "broker 2", or "38 partitions" where many say the same. */
  readonly what: string
  /** "ISR" */
  readonly label: string
  /** "1, 2, 3 → 1, 3" */
  readonly change: string
  readonly severity: Severity | null
  readonly source: string
}

/** Cells are text as it shall stand, or numbers; null: not observed. */
export interface ReportTable {
  readonly title: string
  /** What is to be known of it, e.g. which rows were left out. */
  readonly note?: string
  readonly columns: readonly { readonly label: string; readonly align?: 'right' }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

export interface ReportedSource {
  readonly key: string
  readonly label: string
  readonly unit: string
  /** Command, API or metric. */
  readonly source: string
  readonly about: string
}

export const reportFormats = ['html', 'md', 'json', 'csv', 'pdf'] as const
export type ReportFormat = (typeof reportFormats)[number]

export interface ReportRequest {
  readonly targetIds: readonly string[]
  readonly from: number
  readonly to: number
  /** Left out: made from the targets' names. */
  readonly title?: string
  readonly redact: readonly Redaction[]
}

/** A file, ready to be saved. */
export interface ReportFile {
  /** `orrery-demo-kafka-2026-11-21T03-12.html` */
  readonly name: string
  readonly mime: string
  readonly data: string | Uint8Array
}

export interface ReportsApi {
  /** @throws OrreryError `not-found` nothing was seen then, `unsupported` PDF without anything that prints */
  'report.make': (arg: { request: ReportRequest; format: ReportFormat }) => Promise<ReportFile>
}
