import type { Finding, RuleVerdict } from '../../shared/api/findings.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { Look } from '../systems/moment.ts'
import type { Outcome, Rule } from '../systems/rule.ts'
import { type Claim, findingNow, newClaim, resumedClaim } from './claim.ts'
import { explainers } from './folding.ts'

/** Where findings and verdicts go: the store, or memory when a rule is run over the past. */
export interface FindingSink {
  openFinding(finding: Finding): void
  updateFinding(finding: Finding, at: number): void
  closeFinding(id: string, at: number): void
  openFindings(targetId: string): readonly Finding[]
  setVerdicts(targetId: string, at: number, verdicts: readonly RuleVerdict[]): void
}

export interface EngineOptions {
  readonly targetId: string
  readonly rules: readonly Rule[]
  readonly sink: FindingSink
  /** A stretch without a judgement longer than this breaks a hold: nobody knows what was between. ms */
  readonly breakMs: number
}

export interface Evaluation {
  readonly opened: readonly Finding[]
  readonly closed: readonly Finding[]
  /** One for each rule, in the rules' order. */
  readonly verdicts: readonly RuleVerdict[]
}

/** Claimed, but not yet for as long as it must be. */
export interface Pending {
  readonly rule: string
  readonly entity: string
  readonly since: number
  readonly holdMs: number
}

interface Judged {
  readonly rule: Rule
  readonly outcome: Outcome
}

/** Evidence that only moved on is written this often, ms; what a person would notice at once is written at once. */
const evidenceEveryMs = 30_000

/** Holds, opens, updates and closes the findings of one target. Findings that were open before a restart go on. */
export class Engine {
  readonly #options: EngineOptions
  readonly #claims = new Map<string, Claim>()
  /** Open findings of rules that are no more. */
  #orphans: readonly Finding[]

  constructor(options: EngineOptions) {
    this.#options = options
    const rules = new Map(options.rules.map((rule) => [rule.id, rule]))
    const open = options.sink.openFindings(options.targetId)
    this.#orphans = open.filter((finding) => !rules.has(finding.rule))
    for (const finding of open) {
      const rule = rules.get(finding.rule)
      if (rule !== undefined) this.#claims.set(keyOf(rule, finding.entity), resumedClaim(rule, finding))
    }
  }

  /** Judges one moment. Moments come in the order of time; a sample that is missing is simply not evaluated. */
  evaluate(look: Look): Evaluation {
    const { targetId, rules, sink } = this.#options
    const { at } = look.moment
    for (const orphan of this.#orphans) sink.closeFinding(orphan.id, at)
    this.#orphans = []
    const judged = rules.map((rule): Judged => ({ rule, outcome: judge(rule, look) }))
    const closed = judged.flatMap((each) => this.#closeWhatEnded(each, at))
    for (const each of judged) this.#hold(each, at)
    const opened = this.#write(at)
    const found = new Set([...this.#claims.values()].flatMap(({ rule, finding }) => (finding ? [rule] : [])))
    const verdicts = judged.map((each) => verdictOf(each, found.has(each.rule)))
    sink.setVerdicts(targetId, at, verdicts)
    return { opened, closed, verdicts }
  }

  pending(): readonly Pending[] {
    return [...this.#claims.values()].flatMap(({ rule, entity, candidate, since, finding }) =>
      finding === undefined && candidate !== undefined
        ? [{ rule: rule.id, entity, since, holdMs: candidate.holdMs }]
        : [],
    )
  }

  #closeWhatEnded({ rule, outcome }: Judged, at: number): Finding[] {
    // nothing was judged: nothing closes
    if (outcome.missing !== undefined && outcome.unjudged === undefined) return []
    const stays = new Set(outcome.missing === undefined ? [] : outcome.unjudged)
    for (const { entity } of outcome.candidates) stays.add(entity)
    const closed: Finding[] = []
    for (const [key, claim] of this.#claims) {
      if (claim.rule !== rule || stays.has(claim.entity)) continue
      const finding = this.#close(claim, at)
      if (finding !== undefined) closed.push(finding)
      this.#claims.delete(key)
    }
    return closed
  }

  #close(claim: Claim, at: number): Finding | undefined {
    const { finding } = claim
    if (finding === undefined) return undefined
    const { targetId, sink } = this.#options
    const last =
      claim.lastAt > claim.writtenAt
        ? withCause(findingNow(targetId, claim, at), finding.explainedBy)
        : finding
    if (last !== finding) sink.updateFinding(last, at)
    sink.closeFinding(finding.id, at)
    return { ...last, closed: at }
  }

  #hold({ rule, outcome }: Judged, at: number): void {
    for (const candidate of outcome.candidates) {
      const key = keyOf(rule, candidate.entity)
      const claim = this.#claims.get(key)
      if (claim === undefined) {
        this.#claims.set(key, newClaim(rule, candidate, at))
        continue
      }
      if (claim.finding === undefined && at - claim.lastAt > this.#options.breakMs) claim.since = at
      claim.candidate = candidate
      claim.lastAt = at
    }
  }

  /** Opens what was held long enough, and writes what is news about the rest. @returns what was opened */
  #write(at: number): Finding[] {
    const { targetId, sink } = this.#options
    const inForce = [...this.#claims.values()].filter(
      (claim) => claim.finding !== undefined || hasHeld(claim, at),
    )
    const now = inForce.map((claim) => ({ claim, finding: findingNow(targetId, claim, at) }))
    const causes = explainers(
      now.map(({ claim, finding }) => ({ finding, explains: claim.candidate?.explains ?? [] })),
    )
    const opened: Finding[] = []
    for (const { claim, finding: bare } of now) {
      const finding = withCause(bare, causes.get(bare.id))
      if (claim.finding === undefined) {
        sink.openFinding(finding)
        opened.push(finding)
      } else if (isNews(claim, finding, at)) sink.updateFinding(finding, at)
      else continue
      // only after the sink took it: what failed is tried again at the next sample
      claim.finding = finding
      claim.writtenAt = at
    }
    return opened
  }
}

function keyOf(rule: Rule, entity: string): string {
  return `${rule.id} ${entity}`
}

/** A rule that throws judges nothing, and stops no other. */
function judge(rule: Rule, look: Look): Outcome {
  try {
    return rule.evaluate(look)
  } catch (thrown) {
    return { candidates: [], missing: `The rule itself failed: ${asOrreryError(thrown).message}` }
  }
}

function hasHeld({ candidate, since, lastAt }: Claim, at: number): boolean {
  return candidate !== undefined && lastAt === at && at - since >= candidate.holdMs
}

function withCause(finding: Finding, explainedBy: string | undefined): Finding {
  return explainedBy === undefined ? finding : { ...finding, explainedBy }
}

function isNews(claim: Claim, now: Finding, at: number): boolean {
  const before = claim.finding
  if (before === undefined || before.severity !== now.severity || before.title !== now.title) return true
  if (before.explainedBy !== now.explainedBy) return true
  return claim.lastAt === at && at - claim.writtenAt >= evidenceEveryMs
}

function verdictOf({ rule: { id, title }, outcome }: Judged, isFound: boolean): RuleVerdict {
  if (isFound) return { rule: id, title, is: 'finding' }
  if (outcome.missing !== undefined) return { rule: id, title, is: 'unknown', missing: outcome.missing }
  return { rule: id, title, is: 'ok' }
}
