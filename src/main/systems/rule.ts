import type { Evidence, Severity } from '../../shared/api/findings.ts'
import type { Look } from './moment.ts'

/** What a rule claims right now. The engine holds it for `holdMs`, opens, updates and closes the finding. */
export interface Candidate {
  /** With the rule's id the stable key of the finding. */
  readonly entity: string
  readonly severity: Severity
  /** One sentence that says what happens: "Partition orders-3 has 2 of 3 replicas in sync". */
  readonly title: string
  /** How long it must be claimed without a break before the finding opens, ms; 0: at once. */
  readonly holdMs: number
  readonly evidence: readonly Evidence[]
  /** Replaces the rule's general sentence where the case says more. */
  readonly why?: string
  readonly fix?: string
  /** Keys (`rule entity`) of findings that this one explains: they are folded under it. */
  readonly explains?: readonly string[]
}

export interface Outcome {
  readonly candidates: readonly Candidate[]
  /** What could not be judged: the missing permission, setting or version, as a sentence. */
  readonly missing?: string
  /**
   * The entities that `missing` speaks of; their findings neither open nor close. Left out: all that the rule looks at.
   * What is claimed or judged fine elsewhere counts as usual.
   */
  readonly unjudged?: readonly string[]
}

/** A pure function of what was seen to claims about it. No clock, no state, no waiting. */
export interface Rule {
  /** `kafka/commit-stalled`: what the product, reports and `--json` call it. */
  readonly id: string
  /** The healthy claim, shown when ok: "Every partition has a leader". */
  readonly title: string
  /** Why it matters, one or two sentences. */
  readonly why: string
  readonly fix: string
  readonly source: { readonly label: string; readonly url: string }
  evaluate(look: Look): Outcome
}
