import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import { type DeliverySeen, foldDelivery, timesOf } from '../../../../../shared/systems/kafka-delivery.ts'

interface Outcome {
  readonly once: number
  readonly lost: number
  readonly twice: number
}

export function judge(entries: readonly RunEntry[], { commit, records }: Parameters): Verdict {
  const seen = foldDelivery(entries)
  const outcome = seen.found && outcomeOf(seen.found, Number(records))
  return {
    answer: outcome && answerOf(outcome),
    observed: outcome === undefined ? 'The run ended before the result was read.' : observedOf(outcome, seen),
    theory: theory[String(commit)] ?? '',
    why:
      'Work and commit are two acts, and a crash can come between them. Which one comes first decides what the crash costs; only making them one act costs nothing. ' +
      'Where the work happens outside of Kafka no transaction reaches it: there the work must bear being done twice (idempotence), and the commit comes after it.',
    figures: figuresOf(seen, outcome),
  }
}

const theory: Readonly<Record<string, string>> = {
  before:
    'At most once: the whole batch was committed, half of it was done. The next worker begins behind the batch, so the other half is never worked on.',
  after:
    'At least once: the batch was done and not committed. The next worker begins at the last commit, and does the whole batch again.',
  transaction:
    'Exactly once: work and offset were written, but their transaction was open. The next worker’s transactional id is the same, so the coordinator aborts what was left open; ' +
    'readers with read_committed never see it, and the batch is done again from its beginning.',
}

function outcomeOf(found: readonly number[], count: number): Outcome {
  const times = timesOf(found, count)
  const having = (holds: (times: number) => boolean) => times.filter(holds).length
  return { once: having((n) => n === 1), lost: having((n) => n === 0), twice: having((n) => n > 1) }
}

function answerOf({ lost, twice }: Outcome): string {
  if (lost > 0) return 'lost'
  return twice > 0 ? 'twice' : 'once'
}

function observedOf({ once, lost, twice }: Outcome, seen: DeliverySeen): string {
  const committed = committedAtCrash(seen)
  const done = `${once} records took effect once, ${twice} twice, ${lost} never.`
  return committed === undefined ? done : `${done} When the worker died, offset ${committed} was committed.`
}

/** The group's offset when the first worker died; undefined: it was not killed. */
function committedAtCrash({ workers, commits }: DeliverySeen): number | undefined {
  const killed = workers.find((worker) => worker.killed !== undefined)?.killed
  if (killed === undefined) return undefined
  return commits.findLast(({ at }) => at <= killed)?.offset ?? 0
}

function figuresOf(seen: DeliverySeen, outcome: Outcome | undefined): readonly Figure[] {
  return [
    {
      id: 'once',
      label: 'Exactly once',
      value: outcome?.once ?? null,
      unit: 'messages',
      says: 'in the output one time',
    },
    {
      id: 'lost',
      label: 'Never',
      value: outcome?.lost ?? null,
      unit: 'messages',
      says: 'committed as done, not in the output',
      tone: outcome?.lost === 0 ? 'ok' : 'bad',
    },
    {
      id: 'twice',
      label: 'Twice',
      value: outcome?.twice ?? null,
      unit: 'messages',
      says: 'in the output more than once',
      tone: outcome?.twice === 0 ? 'ok' : 'warn',
    },
    {
      id: 'takeover',
      label: 'Until another went on',
      value: takeoverMs(seen) ?? null,
      unit: 'ms',
      says: 'from the kill to the next record worked on',
    },
    {
      id: 'repeated',
      label: 'Work repeated',
      value: outcome === undefined ? null : repeatedOf(seen),
      unit: 'messages',
      says: 'worked on by both, whether it took effect or not',
    },
  ]
}

function takeoverMs({ workers }: DeliverySeen): number | undefined {
  const [first, second] = workers
  const next = second?.worked[0]?.at
  return first?.killed === undefined || next === undefined ? undefined : next - first.killed
}

function repeatedOf({ workers: [first, second] }: DeliverySeen): number {
  const done = new Set(first?.worked.map(({ number }) => number))
  return second?.worked.filter(({ number }) => done.has(number)).length ?? 0
}
