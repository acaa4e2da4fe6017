import { metricEvidence } from '../../base/evidence.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { brokerKeys } from '../views/reading.ts'
import { sources } from './sources.ts'

const windowMs = 300_000

/** A31. */
export const restarted: Rule = {
  id: 'activemq/restarted',
  title: 'No broker was started within the last five minutes',
  why: 'After a start, or when a slave took over, all counters begin anew, connections and bridges are made again, and messages that were held without acknowledgement are delivered a second time.',
  fix: 'If nobody meant to: read the log of the broker before its start.',
  source: sources.mbeans,
  evaluate: (look) => ({ candidates: brokerKeys(look).flatMap((key) => candidate(look, key)) }),
}

function candidate(look: Look, key: string): readonly Candidate[] {
  const entity = `broker/${key}`
  const { t, v } = look.series(entity, 'broker.uptime_ms', look.moment.at - windowMs)
  const seen = [...v].flatMap((uptime, i) => (Number.isNaN(uptime) ? [] : [{ uptime, at: t[i] ?? 0 }]))
  const fell = seen.some(({ uptime }, i) => uptime < (seen[i - 1]?.uptime ?? 0))
  const last = seen.at(-1)
  if (!fell || last === undefined) return []
  const startedAt = new Date(last.at - last.uptime).toISOString().slice(11, 19)
  return [
    {
      ...{ entity, severity: 'info', holdMs: 0 },
      title: `${key} was started anew at ${startedAt} UTC, or another address took over then`,
      evidence: [metricEvidence(look, entity, 'broker.uptime_ms', `up since ${startedAt}`, windowMs)],
    },
  ]
}
