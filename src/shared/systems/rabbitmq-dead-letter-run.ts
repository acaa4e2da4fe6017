import type { RunEntry } from '../api/experiments.ts'

/** How messages die in a run. `kept`: rejected too, in a queue whose dead letters are handed over at least once. */
export type Cause = 'rejected' | 'expired' | 'overflow' | 'delivery-limit' | 'kept'
/** 1: the dead-letter exchange doesn't exist. 2: it was made. */
export type Round = 1 | 2

/**
 * What is told, by `RunEntry.what`. Of clients: `published`, `worked`, and `returned` or `refused` if the broker says
 * so; of what was observed: `declared`, `repaired`, `emptied`, `collected`. Messages are numbered over both rounds.
 */
export interface DeadLetterEntries {
  declared: { work: string; exchange: string; morgue: string; vhost: string }
  /** `to` is the first that isn't among them. */
  published: { from: number; to: number; confirmed: number; ms: number }
  /** `numbers`: what a consumer answered since it last told, and how. */
  worked: {
    then: 'done' | 'rejected' | 'returned'
    numbers: readonly number[]
    unacked: number
    busyMs: number
  }
  /** The queue holds nothing more of the round, ready or unacknowledged. */
  emptied: { round: Round }
  /** From here on the dead-letter exchange is there, and bound. */
  repaired: { exchange: string }
  /** All that was found in the queue for dead letters after a round. */
  collected: { round: Round; messages: readonly { number: number; reason: string | null }[] }
}

/**
 * `ahead`: not published yet · `queued` · `used`: a consumer was done with it · `dead`: out of the queue, and not found
 * yet · `lost`: not found after the repair either · `captured`: found among the dead letters
 */
export type Fate = 'ahead' | 'queued' | 'used' | 'dead' | 'lost' | 'captured'

export interface MessageSeen {
  readonly number: number
  readonly round: Round
  readonly fate: Fate
  /** Times that a consumer was given it. */
  readonly deliveries: number
  /** What `x-death` says, where it was captured. */
  readonly reason: string | undefined
  /** The round after which it was found. */
  readonly foundAfter: Round | undefined
}

export interface DeadLettersSeen {
  readonly messages: readonly MessageSeen[]
  readonly confirmed: number
  /** Messages of which a publisher was told that something is wrong: returned or refused. */
  readonly told: number
  readonly isRepaired: boolean
  /** Rounds of which the dead letters were looked for. */
  readonly looked: readonly Round[]
}

interface Mutable {
  isPublished: boolean
  isUsed: boolean
  isDead: boolean
  deliveries: number
  reason: string | undefined
  foundAfter: Round | undefined
}

/** @param perRound messages that are published in each of the two rounds */
export function foldDeadLetters(entries: readonly RunEntry[], perRound: number): DeadLettersSeen {
  const seen = new Fold(perRound)
  for (const entry of entries) seen.take(entry)
  return seen.result()
}

class Fold {
  readonly #perRound: number
  readonly #messages: Mutable[]
  readonly #looked: Round[] = []
  #confirmed = 0
  #told = 0
  #isRepaired = false

  constructor(perRound: number) {
    this.#perRound = perRound
    this.#messages = Array.from({ length: 2 * perRound }, () => ({
      ...{ isPublished: false, isUsed: false, isDead: false, deliveries: 0 },
      ...{ reason: undefined, foundAfter: undefined },
    }))
  }

  take({ what, data, kind }: RunEntry): void {
    if (kind !== 'client' && kind !== 'observed') return
    if (what === 'published') this.#published(data as unknown as DeadLetterEntries['published'])
    else if (what === 'worked') this.#worked(data as unknown as DeadLetterEntries['worked'])
    else if (what === 'emptied') this.#emptied((data as unknown as DeadLetterEntries['emptied']).round)
    else if (what === 'collected') this.#collected(data as unknown as DeadLetterEntries['collected'])
    else if (what === 'repaired') this.#isRepaired = true
    else if (what === 'returned' || what === 'refused') this.#told++
  }

  result(): DeadLettersSeen {
    return {
      messages: this.#messages.map((message, number) => ({
        number,
        round: this.#roundOf(number),
        fate: this.#fateOf(message),
        deliveries: message.deliveries,
        reason: message.reason,
        foundAfter: message.foundAfter,
      })),
      confirmed: this.#confirmed,
      told: this.#told,
      isRepaired: this.#isRepaired,
      looked: this.#looked,
    }
  }

  #roundOf(number: number): Round {
    return number < this.#perRound ? 1 : 2
  }

  #published({ from, to, confirmed }: DeadLetterEntries['published']): void {
    for (const message of this.#messages.slice(from, to)) message.isPublished = true
    this.#confirmed += confirmed
  }

  #worked({ then, numbers }: DeadLetterEntries['worked']): void {
    for (const message of numbers
      .map((number) => this.#messages[number])
      .filter((one) => one !== undefined)) {
      message.deliveries++
      if (then === 'done') message.isUsed = true
      if (then === 'rejected') message.isDead = true
    }
  }

  #emptied(round: Round): void {
    for (const [number, message] of this.#messages.entries())
      if (this.#roundOf(number) === round && message.isPublished && !message.isUsed) message.isDead = true
  }

  #collected({ round, messages }: DeadLetterEntries['collected']): void {
    this.#looked.push(round)
    for (const { number, reason } of messages) {
      const message = this.#messages[number]
      if (message === undefined) continue
      message.foundAfter = round
      message.reason = reason ?? undefined
    }
  }

  #fateOf({ isPublished, isUsed, isDead, foundAfter }: Mutable): Fate {
    if (foundAfter !== undefined) return 'captured'
    if (isUsed) return 'used'
    if (isDead) return this.#looked.includes(2) ? 'lost' : 'dead'
    return isPublished ? 'queued' : 'ahead'
  }
}

/** The parameters of a run, as words and numbers that can be reckoned with. */
export interface DeadLetterPlan {
  readonly cause: Cause
  readonly messages: number
  /** Messages that the queue holds, where it is the length that kills. */
  readonly limit: number
}

/** Times that a quorum queue hands a message out again before it is dead. */
export const deliveryLimit = 2
export const ttlMs = 1_000

const causes: readonly string[] = ['rejected', 'expired', 'overflow', 'delivery-limit', 'kept']

export function deadLetterPlan(parameters: Readonly<Record<string, number | string>>): DeadLetterPlan {
  const messages = Number(parameters['messages'] ?? 0)
  const cause = causes.includes(String(parameters['cause'])) ? (parameters['cause'] as Cause) : 'rejected'
  return { cause, messages, limit: Math.max(1, Math.floor(messages / 5)) }
}

/** How many of a round die. */
export function dyingOf({ cause, messages, limit }: DeadLetterPlan): number {
  return cause === 'overflow' ? messages - limit : messages
}
