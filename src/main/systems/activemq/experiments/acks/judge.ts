import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  type AckPlan,
  ackPlan,
  type AcksSeen,
  expectedOutcome,
  foldAcks,
  timesIn,
} from '../../../../../shared/systems/activemq-acks.ts'

interface Counted {
  readonly once: number
  readonly lost: number
  readonly twice: number
  /** Handed to the second consumer, and of these marked as redelivered. */
  readonly again: number
  readonly flagged: number
  /** Of those, never looked at by the first one. */
  readonly unseen: number
}

export function judge(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = ackPlan(parameters)
  const seen = foldAcks(entries)
  const counted = seen.found && countedOf(seen, seen.found, plan)
  return {
    answer: counted && answerOf(counted),
    observed: counted === undefined ? 'The run ended before the result was read.' : observedOf(counted),
    theory: theoryOf(plan),
    why:
      'Handing over, working and acknowledging are three acts, and a crash can come between any two of them. The broker knows only the first and the last. ' +
      'Acknowledge before the work is done, and a crash loses it; acknowledge after it, and a crash repeats it; make both one transaction, and neither happens, as far as the work stays inside the broker. ' +
      'The flag “redelivered” says that a message was handed to somebody before, not that somebody worked on it.',
    figures: figuresOf(seen, counted, plan),
  }
}

function countedOf({ consumers }: AcksSeen, found: readonly number[], { messages }: AckPlan): Counted {
  const times = timesIn(found, messages)
  const having = (holds: (times: number) => boolean) => times.filter(holds).length
  const [first, second] = consumers
  const looked = new Set(first?.worked)
  return {
    once: having((n) => n === 1),
    lost: having((n) => n === 0),
    twice: having((n) => n > 1),
    again: second?.delivered.length ?? 0,
    flagged: second?.redelivered.length ?? 0,
    unseen: second?.redelivered.filter((number) => !looked.has(number)).length ?? 0,
  }
}

function answerOf({ lost, twice }: Counted): string {
  if (lost > 0) return 'lost'
  return twice > 0 ? 'twice' : 'once'
}

function observedOf({ once, lost, twice, again, flagged, unseen }: Counted): string {
  const done = `${once} messages took effect once, ${twice} twice, ${lost} never.`
  if (again === 0) return `${done} The second consumer was handed none.`
  return `${done} The second consumer was handed ${again}, ${flagged} of them marked as redelivered; ${unseen} of those the first one had never worked on.`
}

function theoryOf(plan: AckPlan): string {
  const { lost, twice, again } = expectedOutcome(plan)
  const outcome =
    lost > 0
      ? `${lost} never take effect`
      : twice > 0
        ? `${twice} take effect twice`
        : 'each takes effect once'
  return `${because[plan.mode]} Killed ${where[plan.crash]}: ${outcome}, and ${again} are handed to the second consumer.`
}

const because = {
  auto: 'With ack:auto the broker takes a message for done when it has written it to the socket. All lay in the consumer’s buffer, so the queue was empty long before it died.',
  client:
    'With ack:client the ACK of the last message of a batch covers the batch; until it comes, all of the batch is open.',
  'client-individual': 'With client-individual each message is open only between its work and its own ACK.',
  transacted:
    'In a transaction, what was sent and what was acknowledged wait for COMMIT; the broker rolls back what a dead connection left open.',
} as const

const where = {
  before: 'before the work',
  between: 'after the work and before it was acknowledged',
  after: 'after it was acknowledged',
} as const

function figuresOf(seen: AcksSeen, counted: Counted | undefined, plan: AckPlan): readonly Figure[] {
  const expected = expectedOutcome(plan)
  const unit = 'messages'
  return [
    { id: 'once', label: 'Exactly once', value: counted?.once ?? null, unit, says: 'in the output one time' },
    {
      ...{ id: 'lost', label: 'Never', value: counted?.lost ?? null, unit },
      says: `not in the output; in theory ${expected.lost}`,
      tone: counted?.lost === 0 ? 'ok' : 'bad',
    },
    {
      ...{ id: 'twice', label: 'Twice', value: counted?.twice ?? null, unit },
      says: `in the output more than once; in theory ${expected.twice}`,
      tone: counted?.twice === 0 ? 'ok' : 'warn',
    },
    {
      ...{ id: 'again', label: 'Handed over again', value: counted?.again ?? null, unit },
      says: `to the second consumer; in theory ${expected.again}`,
    },
    {
      ...{ id: 'flagged', label: 'Marked as redelivered', value: counted?.flagged ?? null, unit },
      says: counted === undefined ? 'of these' : `of these; ${counted.unseen} the first never worked on`,
    },
    {
      ...{ id: 'takeover', label: 'Until another went on', value: takeoverMs(seen), unit: 'ms' },
      says: 'from the kill to the first message the second one takes',
    },
  ]
}

function takeoverMs({ consumers: [first, second] }: AcksSeen): number | null {
  const { killedAt } = first ?? {}
  const { firstTookAt } = second ?? {}
  return killedAt === undefined || firstTookAt === undefined ? null : firstTookAt - killedAt
}
