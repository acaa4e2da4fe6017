import type { FailoverOutlook } from '../../../../shared/systems/redis-sentinel-views.ts'
import type { Tone } from '../../../components/tone.ts'

/** A row of seats, those that count first, and how many must be taken. */
export interface Vote {
  readonly taken: number
  readonly needed: number | null
  /** Seats in all: never fewer than are needed, so that a quorum nobody can reach shows as such. */
  readonly seats: number
  readonly says: string
  readonly tone: Tone
}

/** First step: enough sentinels hold the master for down (quorum). */
export function downVote({ downBy, quorum, known, answering }: FailoverOutlook): Vote {
  const taken = downBy.length
  const seats = Math.max(known, quorum ?? 0)
  if (quorum === null)
    return { taken, needed: null, seats, says: 'The quorum was not observed.', tone: 'unknown' }
  if (taken >= quorum)
    return {
      taken,
      needed: quorum,
      seats,
      says: `${taken} of ${known} hold the master for down: agreed.`,
      tone: 'bad',
    }
  if (taken > 0)
    return {
      taken,
      needed: quorum,
      seats,
      says: `${taken} of ${known} hold the master for down, ${quorum - taken} short of the quorum.`,
      tone: 'warn',
    }
  if (quorum > answering)
    return {
      taken,
      needed: quorum,
      seats,
      says: `It could never be agreed: quorum ${quorum}, and only ${answering} answer.`,
      tone: 'bad',
    }
  return {
    taken,
    needed: quorum,
    seats,
    says: `Nobody holds the master for down; ${quorum} must, before anything happens.`,
    tone: 'ok',
  }
}

/** Second step: a majority of all known sentinels lets one lead the failover. */
export function leaderVote({ answering, majority, known }: FailoverOutlook): Vote {
  const spare = answering - majority
  const base = { taken: answering, needed: majority, seats: Math.max(known, majority) }
  if (spare < 0)
    return {
      ...base,
      says: `${answering} of ${known} answer: no majority, nobody may lead a failover.`,
      tone: 'bad',
    }
  if (spare === 0 && known > 1)
    return {
      ...base,
      says: `${answering} of ${known} answer: a majority, and not one to spare.`,
      tone: 'warn',
    }
  return {
    ...base,
    says: `${answering} of ${known} answer: ${spare} may fail and a failover is still allowed.`,
    tone: 'ok',
  }
}

/** Third step: a replica that may be promoted. */
export function candidateWords({ candidates, excluded }: FailoverOutlook): {
  readonly says: string
  readonly tone: Tone
} {
  if (candidates.length > 0)
    return {
      says: `${candidates.length} ${candidates.length === 1 ? 'replica stands' : 'replicas stand'} ready; ${candidates[0] ?? ''} would be taken.`,
      tone: 'ok',
    }
  return excluded.length === 0
    ? { says: 'No replica is known: there is nothing to promote.', tone: 'bad' }
    : { says: 'No replica passes: nothing would be promoted.', tone: 'bad' }
}
