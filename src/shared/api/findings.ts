export type Severity = 'critical' | 'warning' | 'info'

/** A piece of proof: where to look, over which interval, and what is seen there. */
export interface Evidence {
  readonly entity: string
  /** A metric or a fact of the catalogue; the evidence chart draws it. */
  readonly metric?: string
  readonly fact?: string
  readonly from: number
  /** The instant of the claim, or the end of the interval. */
  readonly to: number
  /** "ISR 1, 2 of replicas 1, 2, 3" */
  readonly says: string
}

export interface Finding {
  /** Unique in the file. */
  readonly id: string
  readonly targetId: string
  /** `kafka/under-replicated` */
  readonly rule: string
  readonly entity: string
  readonly severity: Severity
  readonly title: string
  /** The condition was first seen, epoch ms. */
  readonly since: number
  /** The hold time was over, epoch ms. */
  readonly opened: number
  readonly closed?: number
  readonly evidence: readonly Evidence[]
  readonly why: string
  readonly fix: string
  readonly source: { readonly label: string; readonly url: string }
  /** Id of the finding that explains this one. */
  readonly explainedBy?: string
}

/** Of every rule at one instant. */
export interface RuleVerdict {
  readonly rule: string
  readonly title: string
  readonly is: 'ok' | 'finding' | 'unknown'
  /** For unknown: what would let it be known. */
  readonly missing?: string
}

export interface FindingsAt {
  readonly at: number
  readonly findings: readonly Finding[]
  readonly verdicts: readonly RuleVerdict[]
}

export interface FindingsApi {
  /** In force at an instant; `at` omitted: now. */
  'findings.at': (arg: { targetId: string; at?: number }) => Promise<FindingsAt>
  /** Overlapping [from, to], newest first. */
  'findings.range': (arg: {
    targetId: string
    from: number
    to: number
    limit?: number
  }) => Promise<readonly Finding[]>
}
