import type { BeliefMatrix, SentinelsData } from '../../../../shared/systems/redis-sentinel-views.ts'
import { sinceText, stateWords } from '../node-words.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with what the sentinels believe of one master, the gravest first. */
export function sentinelsSaid(data: SentinelsData, matrix: BeliefMatrix, at: number): readonly Sentence[] {
  return [...splitSaid(matrix), ...failoverSaid(matrix), ...outSaid(data, at)].slice(0, 3)
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

function outSaid({ sentinels }: SentinelsData, at: number): readonly Sentence[] {
  return sentinels.flatMap((sentinel): readonly Sentence[] => {
    const words = stateWords(sentinel.state)
    if (words === undefined || words.tone === 'unknown') return []
    return [
      {
        tone: 'warn',
        headline:
          `Sentinel ${sentinel.address} is ${words.word} ${sinceText(sentinel.stateSince, at)}`.trim() + '.',
        rest: 'What it believes is not known; it still counts towards the majority.',
      },
    ]
  })
}
