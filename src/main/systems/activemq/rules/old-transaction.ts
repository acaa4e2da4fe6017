import { formatValue } from '../../../../shared/base/format-unit.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { number, record } from '../../base/reading.ts'
import type { Rule } from '../../rule.ts'
import { partsOf, textOf } from '../views/reading.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

const oldMs = 120_000

/** A18. */
export const oldTransaction: Rule = {
  id: 'activemq/old-transaction',
  title: 'No transaction stays open for minutes',
  why: 'What was received in a transaction belongs to nobody else while it is open, and what it wrote keeps journal files. One that is forgotten lasts as long as its connection.',
  fix: 'Look at what the client does between begin and commit; ending its connection rolls it back.',
  source: sources.mbeans,
  evaluate: (look) =>
    notRead(look, 'connection.oldest_transaction_ms', 'Connections') ?? {
      candidates: [...look.moment.facts('connection.about')].flatMap(([entity, { value }]) => {
        const ageMs = number(look, entity, 'connection.oldest_transaction_ms')
        if (ageMs === null || ageMs < oldMs) return []
        const { client, remote } = record(value)
        const who = `${textOf(client) ?? ''} from ${textOf(remote) ?? ''}`
        const says = `open for ${formatValue(ageMs, 'ms')}`
        return [
          {
            ...{ entity, severity: 'warning', holdMs: 0 },
            title: `A transaction of ${who} on ${partsOf(entity).broker} is ${says}`,
            evidence: [metricEvidence(look, entity, 'connection.oldest_transaction_ms', says)],
          },
        ]
      }),
      ...unseen(look, ['Connections'], ['connection']),
    },
}
