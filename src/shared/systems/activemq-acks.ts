import type { RunEntry } from '../api/experiments.ts'

/** How a consumer says that it is done with a message. */
export const ackModes = ['auto', 'client', 'client-individual', 'transacted'] as const
export type AckMode = (typeof ackModes)[number]

/** Where in a batch the consumer dies: before the work, after it and before it is acknowledged, after that. */
export const crashPoints = ['before', 'between', 'after'] as const
export type CrashPoint = (typeof crashPoints)[number]

/**
 * The log of an experiment on acknowledgement: numbered messages in one queue, and consumers that send each number they
 * worked on to another. Entries of kind `client`: `delivered`, `took`, `worked`, `acknowledged`, `halted`, `killed` of a
 * consumer; `found` of the one who reads what came out. Of kind `observed`: `queue`.
 */
export interface AckEntries {
  /** The broker has handed them over, whether they were looked at or not. */
  delivered: { numbers: readonly number[] }
  /** A batch is begun. `redelivered`: those that carry the flag. */
  took: { numbers: readonly number[]; redelivered: readonly number[] }
  worked: { numbers: readonly number[] }
  acknowledged: { numbers: readonly number[] }
  found: { numbers: readonly number[] }
  /** The queue that is worked on, as Jolokia tells it. */
  queue: QueueSeen
}

export interface QueueSeen {
  readonly size: number
  readonly inFlight: number
  readonly consumers: number
}

export interface ConsumerSeen {
  readonly name: string
  readonly delivered: readonly number[]
  readonly redelivered: readonly number[]
  readonly worked: readonly number[]
  readonly acknowledged: readonly number[]
  readonly firstTookAt: number | undefined
  readonly killedAt: number | undefined
}

export interface AcksSeen {
  readonly consumers: readonly ConsumerSeen[]
  /** undefined: not looked at yet. */
  readonly found: readonly number[] | undefined
  readonly queue: QueueSeen | undefined
}

type Growing = {
  -readonly [K in keyof ConsumerSeen]: ConsumerSeen[K] extends readonly number[] ? number[] : ConsumerSeen[K]
}

/** Everything that is shown of the experiment: of a log, or of its beginning. */
export function foldAcks(entries: readonly RunEntry[]): AcksSeen {
  const consumers = new Map<string, Growing>()
  let found: readonly number[] | undefined
  let queue: QueueSeen | undefined
  for (const { kind, actor, what, at, data } of entries) {
    if (kind === 'observed' && what === 'queue') queue = data as unknown as AckEntries['queue']
    if (kind !== 'client') continue
    if (what === 'found') found = (data as unknown as AckEntries['found']).numbers
    else if (isOfConsumer(what)) take(consumerOf(consumers, actor), what, at, data)
  }
  return { consumers: [...consumers.values()], found, queue }
}

const ofConsumers = ['delivered', 'took', 'worked', 'acknowledged', 'killed'] as const
const isOfConsumer = (what: string): what is (typeof ofConsumers)[number] =>
  ofConsumers.some((each) => each === what)

function consumerOf(consumers: Map<string, Growing>, name: string): Growing {
  const known = consumers.get(name)
  if (known !== undefined) return known
  const made: Growing = {
    name,
    ...{ delivered: [], redelivered: [], worked: [], acknowledged: [] },
    ...{ firstTookAt: undefined, killedAt: undefined },
  }
  consumers.set(name, made)
  return made
}

function take(
  consumer: Growing,
  what: (typeof ofConsumers)[number],
  at: number,
  data: RunEntry['data'],
): void {
  if (what === 'killed') consumer.killedAt = at
  else if (what === 'took') {
    consumer.firstTookAt ??= at
    consumer.redelivered.push(...(data as unknown as AckEntries['took']).redelivered)
  } else consumer[what].push(...(data as unknown as AckEntries['worked']).numbers)
}

/** How often each of the messages 0 … count − 1 is in a list of numbers. */
export function timesIn(numbers: readonly number[], count: number): readonly number[] {
  const times = Array.from({ length: count }, () => 0)
  for (const number of numbers) if (number >= 0 && number < count) times[number]!++
  return times
}

export interface AckPlan {
  readonly mode: AckMode
  readonly crash: CrashPoint
  readonly messages: number
  readonly batch: number
}

export function ackPlan(parameters: Readonly<Record<string, number | string>>): AckPlan {
  return {
    mode: ackModes.find((mode) => mode === parameters['mode']) ?? 'client',
    crash: crashPoints.find((point) => point === parameters['crash']) ?? 'between',
    messages: Number(parameters['messages'] ?? 0),
    batch: Number(parameters['batch'] ?? 1),
  }
}

/** A number of the batch in which the consumer dies. */
export const fatalNumber = ({ messages }: AckPlan): number => Math.floor(messages / 2)

export interface Outcome {
  /** Messages that took effect never, and more than once. */
  readonly lost: number
  readonly twice: number
  /** Handed to the second consumer. */
  readonly again: number
}

/** What theory expects: all messages were handed to the first consumer when it dies, since its prefetch is larger. */
export function expectedOutcome(plan: AckPlan): Outcome {
  const { mode, crash, messages, batch } = plan
  const first = Math.floor(fatalNumber(plan) / batch) * batch
  const end = Math.min(first + batch, messages)
  const done = crash === 'before' ? first : end
  // to the broker they were done with when they were handed over
  if (mode === 'auto') return { lost: messages - done, twice: 0, again: 0 }
  const acknowledged = crash === 'after' ? end : acknowledgedBy(plan, first, end)
  // in a transaction what was sent goes with what was not acknowledged
  const twice = mode === 'transacted' ? 0 : done - acknowledged
  return { lost: 0, twice, again: messages - acknowledged }
}

function acknowledgedBy({ mode, crash }: AckPlan, first: number, end: number): number {
  return mode === 'client-individual' && crash === 'between' ? end - 1 : first
}
