import type { Figure, Parameters, RunEntry, Verdict } from '../../../../../shared/api/experiments.ts'
import {
  foldRedirects,
  redirectPlan,
  type RedirectClient,
  type RedirectPlan,
  type RedirectTally,
  type Round,
} from '../../../../../shared/systems/redis-redirects.ts'

/** From the log alone. */
export function judgeRedirects(entries: readonly RunEntry[], parameters: Parameters): Verdict {
  const plan = redirectPlan(parameters)
  const tally = foldRedirects(entries)
  return {
    answer: tally.half === undefined ? undefined : answerOf(tally.half),
    observed: observedWords(tally),
    theory: theories[plan.client](plan),
    why: `${whys[plan.client]} ${multiWhy}`,
    figures: figuresOf(tally, plan),
  }
}

function answerOf({ single }: Round): string {
  const got = new Set(single.map((read) => read.got))
  if (got.has('null')) return 'nulls'
  if (!got.has('value')) return 'none'
  return got.size === 1 ? 'all' : 'errors'
}

const countOf = (round: Round | undefined, is: string) =>
  round === undefined ? null : round.single.filter(({ got }) => got === is).length

function observedWords({ half, after, nulls, failed, reads, multi, tryAgain }: RedirectTally): string {
  if (half === undefined) return 'The run ended before half of the keys had moved'
  const kinds = ['value', 'null', 'ASK', 'MOVED', 'error'] as const
  const told = kinds.flatMap((is) => {
    const count = countOf(half, is) ?? 0
    return count === 0 ? [] : [`${count} ${is}`]
  })
  const later = after === undefined ? '' : ` After it was assigned: ${countOf(after, 'value') ?? 0} values.`
  return `Halfway, of ${half.single.length} reads: ${told.join(', ')}. Over the whole run ${failed} of ${reads} reads failed, ${nulls} were answered with null; ${tryAgain} of ${multi} MGETs met TRYAGAIN.${later}`
}

const theories: Readonly<Record<RedirectClient, (plan: RedirectPlan) => string>> = {
  none: ({ keys }) =>
    `Halfway ${Math.floor(keys / 2)} errors, ASK; when the slot is assigned every read fails with MOVED, for good.`,
  moved: ({ keys }) =>
    `Halfway ${Math.floor(keys / 2)} errors, ASK; when the slot is assigned one MOVED, and from then on every value.`,
  sticky: ({ keys }) =>
    `From the first ASK on, null for each key that has not moved yet: ${Math.ceil(keys / 2)} of ${keys} halfway, none when all have.`,
  both: ({ keys }) =>
    `Every value, always. Halfway ${Math.floor(keys / 2)} reads go two ways: three commands instead of one, as ASKING is one.`,
}

const whys: Readonly<Record<RedirectClient, string>> = {
  none: 'A redirection is no failure of the server: it is how a cluster without a proxy says where a key is.',
  moved:
    'MOVED comes only when ownership has changed. While it is about to, the answer for a key that is not here any more is ASK.',
  sticky:
    'The importing node takes whoever says ASKING at his word: a key that has not arrived is not there, and that is what it answers. Only the old owner knows what it still has, so it has to be asked first, for every command.',
  both: 'The old owner is asked first for every command: it has the key, or it knows that it is gone. ASK holds for one command, so nothing that is still there is missed.',
}

const multiWhy =
  'A command on several keys is answered only by a node that has them all: between the first and the last key of the move there is none.'

function figuresOf(tally: RedirectTally, { keys }: RedirectPlan): readonly Figure[] {
  const { half, reads, met, nulls, failed, tryAgain, multi } = tally
  const sent = half?.single.reduce((sum, { requests }) => sum + requests, 0)
  const hasReads = reads > 0
  return [
    figure('values', 'Values halfway', countOf(half, 'value'), `of ${keys} reads`),
    {
      ...figure('nulls', 'Null for what is there', hasReads ? nulls : null, `of ${reads} reads`),
      ...bad(nulls),
    },
    { ...figure('failed', 'Reads that failed', hasReads ? failed : null, `of ${reads}`), ...warn(failed) },
    figure('ask', 'ASK', hasReads ? met.ASK : null, 'met by single reads, followed or not'),
    figure('moved', 'MOVED', hasReads ? met.MOVED : null, 'met by single reads, followed or not'),
    figure('try-again', 'TRYAGAIN', hasReads ? tryAgain : null, `of ${multi} MGETs of all keys`),
    figure('sent', 'Commands sent halfway', sent ?? null, `for ${keys} reads, ASKING among them`),
  ]
}

function figure(id: string, label: string, value: number | null, says: string): Figure {
  return { id, label, value, unit: 'count', says }
}

const bad = (count: number): Pick<Figure, 'tone'> => (count > 0 ? { tone: 'bad' } : {})
const warn = (count: number): Pick<Figure, 'tone'> => (count > 0 ? { tone: 'warn' } : {})
