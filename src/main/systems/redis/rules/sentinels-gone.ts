import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { beliefsOf, instancesOf, isSentinelServing, knownSentinels, masterNames } from '../views/beliefs.ts'
import { number } from '../../base/reading.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** Sentinels greet each other every two seconds; a silence of this is many greetings. */
const helloLimitMs = 30_000
/** A restart of a sentinel. */
const holdMs = 30_000

/** R27. Sentinels that count towards the majority, against those that are alive. */
export const sentinelsGone: Rule = {
  id: 'redis/sentinels-gone',
  title: 'Every sentinel that counts for the majority is alive',
  why: 'A sentinel is never forgotten: those that are gone raise the majority that a failover needs, until it can’t be reached.',
  fix: 'If it won’t come back: SENTINEL RESET <name> on every other sentinel, one after the other, 30 s apart.',
  source: sources.sentinel,
  evaluate: (look) => ({ candidates: masterNames(look).flatMap((name) => goneOf(look, name)) }),
}

function goneOf(look: Look, name: string): readonly Candidate[] {
  const beliefs = beliefsOf(look, name)
  return [...knownSentinels(look, name)].flatMap((sentinel) => {
    if (isSentinelServing(look, sentinel)) return []
    const heard = instancesOf(look, name).filter(({ instance }) => instance === sentinel)
    const silentMs = heard.map(({ entity }) => number(look, entity, 'belief.hello_ms') ?? 0)
    if (heard.length === 0 || Math.min(...silentMs) < helloLimitMs) return []
    const known = knownSentinels(look, name).size
    const title = `Sentinel ${sentinel} of ${name} is gone but counts: majority ${Math.floor(known / 2) + 1} of ${known}, ${beliefs.length} alive`
    return [
      {
        ...{ entity: `sentinel/${sentinel}`, severity: 'warning' as const, title, holdMs },
        evidence: [
          factEvidence(look, `sentinel/${sentinel}`, 'sentinel.state', 'It does not answer'),
          ...heard.map(({ entity, sentinel: by }) =>
            metricEvidence(look, entity, 'belief.hello_ms', `${by} has not heard of it`),
          ),
        ],
      },
    ]
  })
}
