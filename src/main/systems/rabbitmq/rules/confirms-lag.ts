import { metricEvidence } from '../../base/evidence.ts'
import { record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { clientOf } from '../views/connections.ts'
import { ratesOf, slopesOf } from '../views/rates.ts'
import { byEntity, stringOf } from '../views/reading.ts'
import { judged, perSecondText, unobserved } from './claims.ts'
import { sources } from './sources.ts'

/** As many as that are on their way with any quick publisher. */
const leastUnconfirmed = 100
const leastTransactional = 10

/** Q18. Confirms that fall behind, and transactions at a high rate. */
export const confirmsLag: Rule = {
  id: 'rabbitmq/confirms-lag',
  title: 'Confirms keep up with what is published',
  why: 'Unconfirmed messages pile up: replication or the disk is slower than the publisher. A transaction waits for both at every commit.',
  fix: 'Limit what a publisher has unconfirmed, see which node’s disk or network is slow; use confirms in batches instead of transactions.',
  source: sources.confirms,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/channels']), () => [...lagging(look), ...transactional(look)]),
}

function lagging(look: Look): readonly Candidate[] {
  const slopes = slopesOf(look, 'channel.unconfirmed')
  return [...byEntity(look, 'channel.unconfirmed')]
    .filter(([entity, count]) => count >= leastUnconfirmed && (slopes.get(entity) ?? 0) > 0)
    .map(([entity, count]) => ({
      entity,
      severity: 'warning',
      title: `${whoOf(look, entity)} waits for ${count} confirms, and they grow`,
      holdMs: 10_000,
      evidence: [
        metricEvidence(look, entity, 'channel.unconfirmed', `${count} unconfirmed`),
        metricEvidence(look, entity, 'channel.confirm', 'Confirmed'),
      ],
    }))
}

function transactional(look: Look): readonly Candidate[] {
  return [...ratesOf(look, 'channel.publish')]
    .filter(
      ([entity, rate]) =>
        rate >= leastTransactional &&
        record(look.moment.fact(entity, 'channel.about'))['transactional'] === true,
    )
    .map(([entity, rate]) => ({
      entity,
      severity: 'warning',
      title: `${whoOf(look, entity)} publishes ${perSecondText(rate)} in transactions`,
      holdMs: 30_000,
      evidence: [metricEvidence(look, entity, 'channel.publish', 'Published by a transactional channel')],
    }))
}

function whoOf(look: Look, entity: string): string {
  const connection = stringOf(record(look.moment.fact(entity, 'channel.about'))['connection'])
  return clientOf(look, connection) ?? connection
}
