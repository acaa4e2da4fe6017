import { metricEvidence } from '../../base/evidence.ts'
import { number, perSecond, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { numberOf, stringOrNull } from '../views/reading.ts'
import { judged, named, perSecondText, unobserved } from './claims.ts'
import { sources } from './sources.ts'

/** Opened and closed agree so well. */
const tolerance = 0.25
const leastRate = 0.5
/** Clients of a node that went have come back elsewhere by then. */
const holdMs = 90_000
/** Who came so lately is likely one of those who come and go. */
const youngMs = 10_000

/** Q25. A connection, or a channel, for each message. */
export const connectionChurn: Rule = {
  id: 'rabbitmq/connection-churn',
  title: 'Connections and channels stay open',
  why: 'Opening a connection takes seven and more round trips, TLS and authentication; whoever does so for each message spends the broker’s time on it and runs out of ports.',
  fix: 'Keep one connection for each process and a channel for each thread; use a pool, or a proxy such as AMQProxy where the language can’t.',
  source: sources.connections,
  evaluate: (look) =>
    judged(unobserved(look, []), () => [...candidate(look, 'connections'), ...candidate(look, 'channels')]),
}

function candidate(look: Look, kind: 'connections' | 'channels'): readonly Candidate[] {
  const opened = perSecond(look, 'cluster', `cluster.${kind}_opened`)
  const closed = perSecond(look, 'cluster', `cluster.${kind}_closed`)
  const open = number(look, 'cluster', `cluster.${kind}`)
  if (opened === null || closed === null || open === null || opened < leastRate) return []
  const isInStep = Math.abs(opened - closed) <= tolerance * opened
  if (!isInStep || opened * 60 < 2 * open) return []
  // channels come and go with their connections: that is said of those
  if (kind === 'channels' && candidate(look, 'connections').length > 0) return []
  const young = youngest(look)
  return [
    {
      entity: 'cluster',
      severity: 'warning',
      title: `${perSecondText(opened)} ${kind} are opened and ${perSecondText(closed)} closed, ${open} are open${young.length === 0 ? '' : `; just came: ${named(young)}`}`,
      holdMs,
      evidence: [
        metricEvidence(look, 'cluster', `cluster.${kind}_opened`, 'Opened'),
        metricEvidence(look, 'cluster', `cluster.${kind}_closed`, 'Closed'),
      ],
    },
  ]
}

function youngest(look: Look): readonly string[] {
  const names = [...look.moment.facts('connection.about').values()].flatMap(({ value }) => {
    const about = record(value)
    const at = numberOf(about['connectedAt'])
    const name = stringOrNull(about['client']) ?? stringOrNull(about['library'])
    return at !== null && look.moment.at - at < youngMs && name !== null ? [name] : []
  })
  return [...new Set(names)]
}
