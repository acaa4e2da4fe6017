import type { BeliefMatrix, SentinelsData } from '../../../../shared/systems/redis-sentinel-views.ts'
import { sinceText, stateClause, stateWords } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with what the sentinels believe of one master, the gravest first. */
export function sentinelsSaid(data: SentinelsData, matrix: BeliefMatrix, at: number): readonly Sentence[] {
  return [...splitSaid(matrix), ...rivalsSaid(matrix), ...failoverSaid(matrix), ...outSaid(data, at)].slice(
    0,
    3,
  )
}

function splitSaid({ name, given }: BeliefMatrix): readonly Sentence[] {
  if (given.length < 2) return []
  const [most, ...others] = given.toSorted((a, b) => b.by.length - a.by.length)
  return others.map((other) => ({
    tone: 'bad',
    headline: `${listed(other.by)} ${other.by.length === 1 ? 'sends' : 'send'} clients of “${name}” to ${other.address}, the others to ${most?.address ?? '?'}.`,
    rest: 'For seconds after a failover that is normal. If it stays, that sentinel missed it: check that it reaches its peers on __sentinel__:hello, then SENTINEL RESET there.',
  }))
}

/** By its own word a master, though the sentinels give clients another: it takes writes that will be lost. */
function rivalsSaid({ name, address, instances }: BeliefMatrix): readonly Sentence[] {
  const rivals = instances.filter((each) => each.role === 'master' && each.address !== address)
  if (address === null || rivals.length === 0) return []
  const who = listed(rivals.map((each) => each.address))
  return [
    {
      tone: 'bad',
      headline: `${who} ${rivals.length === 1 ? 'calls itself' : 'call themselves'} master, but “${name}” is ${address}.`,
      rest: 'Clients that still know it write to it, and lose that when a sentinel makes it a replica; that is due within seconds of its return.',
    },
  ]
}

function failoverSaid({ name, failover }: BeliefMatrix): readonly Sentence[] {
  const isAgreed = failover.quorum !== null && failover.downBy.length >= failover.quorum
  if (isAgreed)
    return [
      {
        tone: 'bad',
        headline: `The master of “${name}” is down: ${failover.downBy.length} sentinels agree.`,
        rest: failover.can === 'no' ? `No failover can follow: ${failover.says}.` : 'A failover is due.',
      },
    ]
  if (failover.can !== 'no') return []
  return [
    {
      tone: 'bad',
      headline: `If the master of “${name}” were lost now, nothing would take over.`,
      rest: `${failover.says}.`,
    },
  ]
}

/** Sentinels that don't answer, those that fail alike in one sentence. */
function outSaid({ sentinels }: SentinelsData, at: number): readonly Sentence[] {
  const alike = new Map<string, SentinelsData['sentinels'][number][]>()
  for (const sentinel of sentinels) {
    const words = stateWords(sentinel.state)
    if (words === undefined || words.tone === 'unknown') continue
    alike.set(words.word, [...(alike.get(words.word) ?? []), sentinel])
  }
  return [...alike].map(([word, out]) => {
    const since = Math.min(...out.map((each) => each.stateSince ?? Infinity))
    const when = Number.isFinite(since) ? ` ${sinceText(since, at)}` : ''
    const isOne = out.length === 1
    return {
      tone: 'warn',
      headline: `${isOne ? 'Sentinel' : 'Sentinels'} ${listed(out.map((each) => each.address))} ${stateClause(word, out.length)}${when}.`,
      rest: isOne
        ? 'What it believes is not known; it still counts towards the majority.'
        : 'What they believe is not known; they still count towards the majority.',
    }
  })
}
