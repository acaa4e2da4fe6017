import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import type { NetworkLink } from '../../../../shared/systems/activemq-network-views.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { networkOf, type NetworkMap } from '../views/links.ts'
import { type Destination, destinationsOf } from '../views/standing.ts'
import { sources } from './sources.ts'
import { unseen } from './unseen.ts'

const holdMs = 5000

/** A21. */
export const oneWay: Rule = {
  id: 'activemq/one-way',
  title: 'Bridges lead to where the consumers are',
  why: 'A network connector that is not duplex carries messages from its broker to the other one only. What is sent to the other one never comes to consumers on this side.',
  fix: 'Set duplex="true" on the network connector, or configure one on the other broker too.',
  source: sources.network,
  evaluate(look) {
    const network = networkOf(look)
    const all = destinationsOf(look)
    const oneWays = network.links.filter(
      ({ side, carries, state, to }) =>
        side === 'configured' && carries === 'out' && state === 'up' && to !== null,
    )
    return {
      candidates: oneWays.flatMap((link) => candidate(look, network, link, all)),
      ...unseen(look, ['NetworkConnectors', 'Queues', 'Consumers'], ['networkconnector']),
    }
  },
}

function candidate(
  look: Look,
  network: NetworkMap,
  { entity, from, to, connector }: NetworkLink,
  all: readonly Destination[],
): readonly Candidate[] {
  if (to === null || network.leads(to, from)) return []
  const wanted = new Set(
    all.filter(({ broker, local }) => broker === from && local > 0).map(({ name }) => name),
  )
  const cut = all.filter(
    ({ kind, broker, name, size, local }) =>
      kind === 'queue' && broker === to && size > 0 && local === 0 && wanted.has(name),
  )
  const [first] = cut
  if (first === undefined) return []
  const more = cut.length === 1 ? '' : ` and ${cut.length - 1} more queues`
  return [
    {
      ...{ entity, severity: 'warning', holdMs },
      title: `${connector} leads from ${from} to ${to} only: ${first.size} messages of ${first.name}${more} wait on ${to}, and their consumers are on ${from}`,
      evidence: [
        factEvidence(look, entity, 'networkconnector.about', 'Duplex: false'),
        ...cut
          .slice(0, 3)
          .map((one) =>
            metricEvidence(
              look,
              one.entity,
              'destination.size',
              `${one.size} messages of ${one.name} on ${to}`,
            ),
          ),
      ],
      explains: cut.map((one) => `activemq/stranded ${one.entity}`),
    },
  ]
}
