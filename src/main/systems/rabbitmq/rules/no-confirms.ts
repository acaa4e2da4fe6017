import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { record } from '../../base/reading.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { clientOf } from '../views/connections.ts'
import { ratesOf } from '../views/rates.ts'
import { stringOf } from '../views/reading.ts'
import { counted, judged, named, unobserved } from './claims.ts'
import { queueStates } from './queue-state.ts'
import { sources } from './sources.ts'

/** Q17. Publishing to queues that are meant to last, without asking whether it arrived. */
export const noConfirms: Rule = {
  id: 'rabbitmq/no-confirms',
  title: 'Whoever publishes where messages must last waits for confirms',
  why: 'What is on its way when a node or connection fails is lost, and the publisher never learns of it: durable queues don’t help there.',
  fix: 'Open a confirm channel, and publish again what was not confirmed.',
  source: sources.confirms,
  evaluate: (look) =>
    judged(unobserved(look, ['GET /api/channels']), () => {
      const lasting = new Set(queueStates(look).flatMap(({ vhost, durable }) => (durable ? [vhost] : [])))
      const channels = [...ratesOf(look, 'channel.publish')].flatMap(([entity, rate]) => {
        const about = record(look.moment.fact(entity, 'channel.about'))
        const isBlind = rate > 0 && about['confirm'] === false && about['transactional'] === false
        const vhost = stringOf(about['vhost'])
        return isBlind && lasting.has(vhost)
          ? [{ entity, vhost, connection: stringOf(about['connection']) }]
          : []
      })
      return [...Map.groupBy(channels, ({ vhost }) => vhost)].map(([vhost, some]): Candidate => {
        const clients = [...new Set(some.map(({ connection }) => clientOf(look, connection) ?? connection))]
        return {
          entity: rabbitmqEntity('vhost', vhost),
          severity: 'warning',
          title: `${counted(some.length, 'channel')} in ${vhost} ${some.length === 1 ? 'publishes' : 'publish'} without confirms: ${named(clients)}`,
          holdMs: 10_000,
          evidence: some
            .slice(0, 5)
            .flatMap(({ entity }) => [
              factEvidence(look, entity, 'channel.about', 'confirm: false'),
              metricEvidence(look, entity, 'channel.publish', 'Publishes'),
            ]),
        }
      })
    }),
}
