import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { number, record, text } from '../../base/reading.ts'
import { isServing, nodeAddresses, stringOf } from '../views/reading.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** A replica takes its master's id with its first resync. */
const holdMs = 10_000

/** R20. The replica's history and offset, against those of the master that it follows. */
export const twoHistories: Rule = {
  id: 'redis/two-histories',
  title: 'Every replica shares its master’s history',
  why: 'Two histories cannot be joined: when the replica syncs again, everything that only it holds is thrown away.',
  fix: 'Before anything is restarted decide which of the two holds what matters, and save the other’s data.',
  source: sources.replication,
  evaluate: (look) => ({
    candidates: nodeAddresses(look).flatMap((address) => candidate(look, address) ?? []),
  }),
}

function candidate(look: Look, address: string): Candidate | undefined {
  const entity = `node/${address}`
  const master = text(look, entity, 'node.master')
  if (master === null || !isServing(look, address) || !isServing(look, master)) return undefined
  // while it takes the whole data it has none of its own
  if (text(look, entity, 'node.link') === 'sync') return undefined
  const own = stringOf(record(look.moment.fact(entity, 'node.history'))['id'])
  const its = record(look.moment.fact(`node/${master}`, 'node.history'))
  if (own === '' || stringOf(its['id']) === '') return undefined
  const isShared = own === its['id'] || own === its['before']
  if (!isShared) {
    const title = `Replica ${address} has another history than ${master}`
    return {
      ...{ entity, severity: 'critical', title, holdMs },
      evidence: [
        factEvidence(look, entity, 'node.history', `${address}: ${own}`),
        factEvidence(look, `node/${master}`, 'node.history', `${master}: ${stringOf(its['id'])}`),
      ],
    }
  }
  return own === its['id'] ? aheadOf(look, address, master) : undefined
}

/** The two are read within one sample, the master's perhaps first: what it writes meanwhile is no lead. */
function aheadOf(look: Look, address: string, master: string): Candidate | undefined {
  if (text(look, `node/${address}`, 'node.link') === 'up') return undefined
  const own = number(look, `node/${address}`, 'node.offset')
  const its = number(look, `node/${master}`, 'node.offset')
  if (own === null || its === null || own <= its) return undefined
  const title = `Replica ${address} is ${own - its} bytes ahead of its master ${master}`
  return {
    ...{ entity: `node/${address}`, severity: 'critical', title, holdMs },
    evidence: [metricEvidence(look, `node/${address}`, 'node.offset', title)],
  }
}
