import { namesIn } from '../../../../shared/systems/rabbitmq-entities.ts'
import { metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { clientOf } from '../views/connections.ts'
import { byEntity } from '../views/reading.ts'
import { judged, unobserved } from './claims.ts'
import { sources } from './sources.ts'

const windowMs = 300_000
const leastRise = 10
const leastSteps = 3

/** Q26. Channels that are opened and never closed. */
export const channelLeak: Rule = {
  id: 'rabbitmq/channel-leak',
  title: 'No connection opens ever more channels',
  why: 'Each channel is processes and memory on the node; at channel_max (2047) the next one fails, and with it the client.',
  fix: 'Close channels that are no longer used, or keep one for each thread; see who opens one for each message or after each error.',
  source: sources.channels,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/connections']), () =>
      [...byEntity(look, 'connection.channels')].flatMap(
        ([entity, count]) => candidate(look, entity, count) ?? [],
      ),
    ),
}

function candidate(look: Look, entity: string, count: number): Candidate | undefined {
  if (count < leastRise) return undefined
  const seen = [...look.series(entity, 'connection.channels', look.moment.at - windowMs).v].filter(
    (value) => !Number.isNaN(value),
  )
  const rises = seen.filter((value, i) => i > 0 && value > (seen[i - 1] ?? value)).length
  const falls = seen.some((value, i) => i > 0 && value < (seen[i - 1] ?? value))
  const first = seen[0] ?? count
  if (falls || rises < leastSteps || count - first < leastRise) return undefined
  const [name = ''] = namesIn(entity)
  return {
    entity,
    severity: 'warning',
    title: `${clientOf(look, name) ?? name} has ${count} channels on one connection, ${count - first} more than five minutes ago, and closes none`,
    holdMs: 0,
    evidence: [metricEvidence(look, entity, 'connection.channels', `${first} to ${count}`)],
  }
}
