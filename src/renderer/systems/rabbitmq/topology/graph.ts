import type { Tone } from '../../../components/tone.ts'

/** What the topology draws: nodes and edges, whatever they were read from. Rates are a second; NaN: not observed. */
export interface TopologyGraph {
  readonly exchanges: readonly ExchangeNode[]
  readonly queues: readonly QueueNode[]
  readonly bindings: readonly BindingEdge[]
  readonly deadLetters: readonly DeadLetterEdge[]
}

/** `warn` and `bad`: something is wrong with it; `quiet`: nothing is, or nothing moves. */
export type NodeTone = Extract<Tone, 'ok' | 'warn' | 'bad' | 'quiet' | 'unknown'>

/** Between two moments that are compared: only this one has the edge, only the other one, or it asks for something else. */
export interface EdgeMark {
  readonly is: 'here' | 'there' | 'changed'
  /** What its label begins with: shape tells, not colour alone. */
  readonly sign: '+' | '−' | '●'
}

export interface ExchangeNode {
  readonly key: string
  /** What it is drawn of. */
  readonly entities: readonly string[]
  /** "gone": only the moment that is compared has it, and it is drawn where it is there. */
  readonly gone?: string
  /** '' is the default exchange. */
  readonly name: string
  /** `topic`; of a missing one ''. */
  readonly type: string
  readonly inPerSecond: number
  readonly outPerSecond: number
  /** Named by a queue or an exchange, but not declared. */
  readonly isMissing: boolean
  /** "routes nowhere"; undefined: nothing is wrong. */
  readonly problem: string | undefined
  readonly tone: NodeTone
}

/** A queue, or several alike that are drawn as one. */
export interface QueueNode {
  readonly key: string
  readonly entities: readonly string[]
  readonly gone?: string
  /** One, or all that are folded into it. */
  readonly names: readonly string[]
  /** Its name; of a fold the pattern that they share: `orders.{n}`. */
  readonly label: string
  readonly type: string
  readonly inPerSecond: number
  readonly outPerSecond: number
  readonly ready: number
  readonly unacked: number
  /** NaN: not observed. */
  readonly consumers: number
  readonly isMissing: boolean
  readonly problem: string | undefined
  readonly tone: NodeTone
  /** Of a fold: how many are in trouble. */
  readonly troubled: number
}

/** All bindings between two nodes are one edge. */
export interface BindingEdge {
  readonly key: string
  readonly from: string
  readonly to: string
  /** Routing keys, or header matches in words; what fanout ignores is left out. */
  readonly labels: readonly string[]
  readonly is: 'binding' | 'alternate'
  /** The most that can flow here: the lesser of what enters and what leaves. */
  readonly mostPerSecond: number
  readonly mark?: EdgeMark
}

/** What a queue dead-letters goes to an exchange, or through the default exchange straight to a queue. */
export interface DeadLetterEdge {
  readonly key: string
  readonly from: string
  readonly to: string
  /** It ends where nothing takes it. */
  readonly isLost: boolean
  readonly mark?: EdgeMark
}

export const exchangeKey = (name: string) => `exchange/${name}`
export const queueKey = (name: string) => `queue/${name}`

/** Of rates and counts of which some were not observed: the sum of the rest; NaN when none was. */
export function sumSeen(values: readonly number[]): number {
  const seen = values.filter((value) => !Number.isNaN(value))
  return seen.length === 0 ? NaN : seen.reduce((sum, value) => sum + value, 0)
}

/** Worst first. */
const ranks: readonly NodeTone[] = ['bad', 'warn', 'unknown', 'ok', 'quiet']

export function worstTone(tones: readonly NodeTone[]): NodeTone {
  return ranks.find((tone) => tones.includes(tone)) ?? 'quiet'
}
