import { createHash } from 'node:crypto'
import type { Finding } from '../../shared/api/findings.ts'
import type { Candidate, Rule } from '../systems/rule.ts'

/** What a rule has claimed of one entity without a break, and the finding that came of it. */
export interface Claim {
  readonly rule: Rule
  readonly entity: string
  /** As last claimed; undefined after a restart, until the rule claims it again. */
  candidate: Candidate | undefined
  since: number
  lastAt: number
  /** As last written; undefined while it is held. */
  finding: Finding | undefined
  writtenAt: number
}

export function newClaim(rule: Rule, candidate: Candidate, at: number): Claim {
  return {
    rule,
    entity: candidate.entity,
    candidate,
    since: at,
    lastAt: at,
    finding: undefined,
    writtenAt: at,
  }
}

/** A finding that was open before a restart goes on. */
export function resumedClaim(rule: Rule, finding: Finding): Claim {
  const { entity, since, opened } = finding
  return { rule, entity, candidate: undefined, since, lastAt: opened, finding, writtenAt: opened }
}

/** The finding as it should stand now: what was opened, with what was claimed last. */
export function findingNow(
  targetId: string,
  claim: Claim,
  explainedBy: string | undefined,
  at: number,
): Finding {
  const { rule, entity, since } = claim
  const {
    severity,
    title,
    evidence,
    why = rule.why,
    fix = rule.fix,
  } = claim.candidate ?? claim.finding ?? never(claim)
  return {
    id: idOf(targetId, claim),
    targetId,
    rule: rule.id,
    entity,
    severity,
    title,
    since,
    opened: claim.finding?.opened ?? at,
    evidence,
    why,
    fix,
    source: rule.source,
    ...(explainedBy === undefined ? {} : { explainedBy }),
  }
}

/** The same for the same claim, so that a rule run again over the past finds the same findings. */
export function idOf(targetId: string, { rule, entity, since, finding }: Claim): string {
  if (finding !== undefined) return finding.id
  return createHash('sha256')
    .update(JSON.stringify([targetId, rule.id, entity, since]))
    .digest('base64url')
    .slice(0, 16)
}

function never({ rule, entity }: Claim): never {
  throw new Error(`${rule.id} ${entity} was neither claimed nor open`)
}
