import { factEvidence } from '../../base/evidence.ts'
import { list } from '../../base/reading.ts'
import type { Rule } from '../../rule.ts'
import { brokerKeys } from '../views/reading.ts'
import { sources } from './sources.ts'

/** A27. */
export const twoMasters: Rule = {
  id: 'activemq/two-masters',
  title: 'Each broker is served by one address at a time',
  why: 'Two that serve under one name are two masters on one store, where the lock does not hold (NFSv3, OCFS2), and write over each other; or two brokers that share a name, which bridges and clients take for one.',
  fix: 'Compare their stores on the page of master and slave. With one store: stop one at once, and use a lock that holds (NFSv4, JDBC). With two: give each a brokerName of its own.',
  source: sources.masterSlave,
  evaluate: (look) => ({
    candidates: brokerKeys(look).flatMap((key) => {
      const entity = `broker/${key}`
      const rivals = list(look.moment.fact(entity, 'broker.rivals')).map(String)
      if (rivals.length < 2) return []
      const title = `${rivals.join(' and ')} serve ${key} at once`
      return [
        {
          entity,
          severity: 'critical',
          title,
          holdMs: 2000,
          evidence: [factEvidence(look, entity, 'broker.rivals', title)],
        },
      ]
    }),
  }),
}
