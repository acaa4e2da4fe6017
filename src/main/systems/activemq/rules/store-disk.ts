import { formatValue } from '../../../../shared/base/format-unit.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { usage } from '../views/brokers.ts'
import { about, brokerKeys, isServed, textOf } from '../views/reading.ts'
import { sources } from './sources.ts'

/** A01. */
export const storeDisk: Rule = {
  id: 'activemq/store-disk',
  title: 'The limit of each store is reached before its disk is full',
  why: 'The limit of the store makes producers wait while there is still room. When the disk ends first, the broker fails to write and stops.',
  fix: 'Make storeUsage smaller than what the disk has, or give the store a disk of its own.',
  source: sources.health,
  evaluate(look) {
    const served = brokerKeys(look).filter((key) => isServed(look, key))
    const blind = served.filter((key) => number(look, `broker/${key}`, 'broker.disk_free') === null)
    const candidates = served.flatMap((key) => candidate(look, key))
    if (blind.length === 0) return { candidates }
    const why = blind.map(
      (key) => `${key}: ${textOf(about(look, key)['diskWhy']) ?? 'free disk not looked at'}`,
    )
    return { candidates, missing: why.join('; '), unjudged: blind.map((key) => `broker/${key}`) }
  },
}

function candidate(look: Look, key: string): readonly Candidate[] {
  const entity = `broker/${key}`
  const { limit, used } = usage(look, key, 'store')
  const free = number(look, entity, 'broker.disk_free')
  if (limit === null || used === null || free === null || limit - used <= free) return []
  const [room, left] = [formatValue(limit - used, 'bytes'), formatValue(free, 'bytes')]
  const title = `The disk of ${key} ends before its store is full: it may grow by ${room}, and ${left} are free`
  return [
    {
      ...{ entity, severity: 'critical', title, holdMs: 0 },
      evidence: [
        metricEvidence(look, entity, 'broker.disk_free', `${left} free`),
        metricEvidence(look, entity, 'broker.store_limit', `limit ${formatValue(limit, 'bytes')}`),
      ],
    },
  ]
}
