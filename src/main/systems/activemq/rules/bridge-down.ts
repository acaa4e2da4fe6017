import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import type { NetworkLink } from '../../../../shared/systems/activemq-network-views.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { networkOf } from '../views/links.ts'
import { destinationsOf } from '../views/standing.ts'
import { sources } from './sources.ts'
import { unseen } from './unseen.ts'

const holdMs = 3000

/** A20. */
export const bridgeDown: Rule = {
  id: 'activemq/bridge-down',
  title: 'Every network connector has its bridge',
  why: 'Without a bridge the brokers are on their own: messages wait where they were sent, and consumers on the other side hear nothing.',
  fix: 'See whether the other broker runs and its address is right; whether user and password of the network connector are still good; and whether somebody stopped the connector (start() of its MBean).',
  source: sources.network,
  evaluate: (look) => ({
    candidates: networkOf(look)
      .links.filter(({ side, state }) => side === 'configured' && (state === 'down' || state === 'stopped'))
      .map((link) => candidate(look, link)),
    ...unseen(look, ['NetworkConnectors'], ['networkconnector']),
  }),
}

function candidate(look: Look, { entity, from, to, connector, state, exceptions }: NetworkLink): Candidate {
  const where = to === null ? '' : ` to ${to}`
  const why = state === 'stopped' ? 'it is stopped' : 'its bridge is gone, or never stood'
  return {
    ...{ entity, severity: 'critical', holdMs },
    title: `Network connector ${connector} of ${from} has no bridge${where}: ${why}`,
    evidence: [
      factEvidence(look, entity, 'networkconnector.bridges', 'no bridge'),
      ...(exceptions === null
        ? []
        : [metricEvidence(look, entity, 'networkconnector.exceptions', `${exceptions} exceptions`)]),
    ],
    explains: strandedBy(look, from, to),
  }
}

/** What is stranded on either side, while the way is cut. */
function strandedBy(look: Look, from: string, to: string | null): readonly string[] {
  return destinationsOf(look)
    .filter(
      ({ broker, kind, local }) => kind === 'queue' && local === 0 && (broker === from || broker === to),
    )
    .map(({ entity }) => `activemq/stranded ${entity}`)
}
