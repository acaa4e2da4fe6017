import type { Finding, RuleVerdict } from '../../shared/api/findings.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { Look } from '../systems/moment.ts'
import type { Outcome, Rule } from '../systems/rule.ts'
import { type Claim, findingNow, idOf, newClaim, resumedClaim } from './claim.ts'
import { explainers } from './folding.ts'

/** Where findings and verdicts go: the store, or memory when a rule is run over the past. */
export interface FindingSink {
  /** Makes one write of all that `work` writes: whole, or not at all. Left out: each is written by itself. */
  together?(work: () => void): void
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
    const judged = rules.map((rule): Judged => ({ rule, outcome: judge(rule, look) }))
    const ended = judged.flatMap((each) => this.#ended(each))
    for (const each of judged) this.#hold(each, at)
    const news = this.#news(ended, at)
    this.#write(news, at)
    // only now that it is written: what failed is tried again at the next sample
    this.#orphans = []
    for (const [key] of ended) this.#claims.delete(key)
    for (const { claim, finding } of [...news.opened, ...news.updated]) settle(claim, finding, at)
    const found = new Set([...this.#claims.values()].flatMap(({ rule, finding }) => (finding ? [rule] : [])))
    const verdicts = judged.map((each) => verdictOf(each, found.has(each.rule)))
    sink.setVerdicts(targetId, at, verdicts)
    return { opened: news.opened.map(({ finding }) => finding), closed: news.closed, verdicts }
  }

  pending(): readonly Pending[] {
    return [...this.#claims.values()].flatMap(({ rule, entity, candidate, since, finding }) =>
      finding === undefined && candidate !== undefined
        ? [{ rule: rule.id, entity, since, holdMs: candidate.holdMs }]
        : [],
    )
  }

  /** Claims that a rule does not make any more. */
  #ended({ rule, outcome }: Judged): (readonly [key: string, claim: Claim])[] {
    // nothing was judged: nothing closes
    if (outcome.missing !== undefined && outcome.unjudged === undefined) return []
    const stays = new Set(outcome.missing === undefined ? [] : outcome.unjudged)
    for (const { entity } of outcome.candidates) stays.add(entity)
    return [...this.#claims].filter(([, claim]) => claim.rule === rule && !stays.has(claim.entity))
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

  /** What is to be opened, told anew and closed. */
  #news(ended: readonly (readonly [string, Claim])[], at: number): News {
    const { targetId } = this.#options
    const over = new Set(ended.map(([, claim]) => claim))
    const inForce = [...this.#claims].filter(
      ([, claim]) => !over.has(claim) && (claim.finding !== undefined || hasHeld(claim, at)),
    )
    const causes = explainers(
      inForce.map(([key, claim]) => ({
        key,
        id: idOf(targetId, claim),
        explains: claim.candidate?.explains ?? [],
      })),
    )
    const news: News = { opened: [], updated: [], closed: [] }
    for (const [, claim] of inForce) {
      const cause = causes.get(idOf(targetId, claim))
      if (claim.finding !== undefined && !isNews(claim, cause, at)) continue
      const finding = findingNow(targetId, claim, cause, at)
      if (claim.finding === undefined) news.opened.push({ claim, finding })
      else news.updated.push({ claim, finding })
    }
    for (const claim of over) {
      if (claim.finding === undefined) continue
      const last = findingNow(targetId, claim, claim.finding.explainedBy, at)
      if (claim.lastAt > claim.writtenAt) news.updated.push({ claim, finding: last })
      news.closed.push({ ...last, closed: at })
    }
    return news
  }

  #write({ opened, updated, closed }: News, at: number): void {
    const { sink } = this.#options
    const orphans = this.#orphans
    if (opened.length + updated.length + closed.length + orphans.length === 0) return
    const work = () => {
      for (const { finding } of opened) sink.openFinding(finding)
      for (const { finding } of updated) sink.updateFinding(finding, at)
      for (const { id } of [...closed, ...orphans]) sink.closeFinding(id, at)
    }
    if (sink.together === undefined) work()
    else sink.together(work)
  }
}

interface News {
  readonly opened: { readonly claim: Claim; readonly finding: Finding }[]
  readonly updated: { readonly claim: Claim; readonly finding: Finding }[]
  readonly closed: Finding[]
}

function settle(claim: Claim, finding: Finding, at: number): void {
  claim.finding = finding
  claim.writtenAt = at
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

/** What a person would notice is news at once; evidence that only moved on is, now and then. */
function isNews(
  { finding, candidate, lastAt, writtenAt }: Claim,
  cause: string | undefined,
  at: number,
): boolean {
  if (finding === undefined || finding.explainedBy !== cause) return true
  if (candidate === undefined) return false
  if (finding.severity !== candidate.severity || !saysTheSame(finding.title, candidate.title)) return true
  return lastAt === at && at - writtenAt >= evidenceEveryMs
}

/**
 * Figures in a title move with every sample, as evidence does: "370 messages wait" and then 374 is no news, but 0 of 3
 * instead of 1 of 3 is. Figures say the same while they differ by less than a tenth.
 */
function saysTheSame(before: string, now: string): boolean {
  if (before === now) return true
  if (before.replace(figure, '#') !== now.replace(figure, '#')) return false
  const [old, fresh] = [before, now].map((title) => (title.match(figure) ?? []).map(valueOf))
  return (old ?? []).every((value, i) => {
    const other = fresh?.[i] ?? Number.NaN
    return Math.abs(value - other) < Math.max(value, other) / 10
  })
}

/** With the marks that divide thousands. */
const figure = /\d[\d.,\u202f\u00a0]*/g

function valueOf(text: string): number {
  return Number.parseFloat(text.replace(/[,\u202f\u00a0]/g, ''))
}

function verdictOf({ rule: { id, title }, outcome }: Judged, isFound: boolean): RuleVerdict {
  if (isFound) return { rule: id, title, is: 'finding' }
  if (outcome.missing !== undefined) return { rule: id, title, is: 'unknown', missing: outcome.missing }
  return { rule: id, title, is: 'ok' }
}
