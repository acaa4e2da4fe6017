import { metricEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { partsOf, risenWithin } from '../views/reading.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const windowMs = 60_000

/** A28, the half that hurts. */
export const connectionsRefused: Rule = {
  id: 'activemq/connections-refused',
  title: 'No connector turns connections away',
  why: 'Above maximumConnections (1,000 in the stock configuration) a connector takes no more: the next client is cut off, often one that matters.',
  fix: 'Let clients pool their connections: a page of connections shows who has most. Then raise maximumConnections in the address of the connector.',
  source: sources.configuration,
  evaluate(look) {
    const unread = notRead(look, 'connector.refused', 'Connectors')
    if (unread !== undefined) return unread
    const column = look.moment.column('connector.refused')
    const risen = risenWithin(look, 'connector.refused', windowMs)
    return {
      candidates: (column?.entities.paths ?? [])
        .filter((entity) => risen(entity) > 0)
        .map((entity) => {
          const { broker, rest } = partsOf(entity)
          const title = `Connector ${rest} of ${broker} turned ${risen(entity)} connections away within the last minute`
          return {
            ...{ entity, severity: 'warning', title, holdMs: 0 },
            evidence: [metricEvidence(look, entity, 'connector.refused', title)],
          }
        }),
      ...unseen(look, ['Connectors'], ['connector']),
    }
  },
}
