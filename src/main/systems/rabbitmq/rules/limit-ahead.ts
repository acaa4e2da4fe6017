import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { number, perSecond } from '../../base/reading.ts'
import type { Look, Series } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { isRunning, nodeNames } from '../views/reading.ts'
import { sources } from './sources.ts'

const windowMs = 300_000
const horizonMs = 3_600_000
/** Memory moves up and down with garbage collection: below this share of the limit a slope says nothing. */
const leastShare = 0.5

/** Q02. Whether the limit comes before the backlog is drained. */
export const limitAhead: Rule = {
  id: 'rabbitmq/limit-ahead',
  title: 'No node runs into its memory or disk limit within the hour',
  why: 'At the limit all publishers are blocked; at this pace that comes before the consumers have drained what is queued.',
  fix: 'Add consumers, or make them quicker; slow the publishers; give the node room before the alarm does it for you.',
  source: sources.monitoring,
  evaluate: (look) => ({
    candidates: nodeNames(look)
      .filter((name) => isRunning(look, name))
      .flatMap((name) => [memory(look, name) ?? [], disk(look, name) ?? []].flat()),
  }),
}

function memory(look: Look, name: string): Candidate | undefined {
  const entity = rabbitmqEntity('node', name)
  const used = number(look, entity, 'node.memory')
  const limit = number(look, entity, 'node.memory_limit')
  if (used === null || limit === null || used < leastShare * limit || used >= limit) return undefined
  const slope = slopeOf(look.series(entity, 'node.memory', look.moment.at - windowMs))
  return claim(
    look,
    entity,
    'node.memory',
    slope > 0 ? (limit - used) / slope : Infinity,
    `${name} reaches its memory watermark`,
  )
}

function disk(look: Look, name: string): Candidate | undefined {
  const entity = rabbitmqEntity('node', name)
  const free = number(look, entity, 'node.disk_free')
  const limit = number(look, entity, 'node.disk_limit')
  if (free === null || limit === null || free <= limit) return undefined
  const slope = slopeOf(look.series(entity, 'node.disk_free', look.moment.at - windowMs))
  return claim(
    look,
    entity,
    'node.disk_free',
    slope < 0 ? (free - limit) / -slope : Infinity,
    `${name} reaches its disk limit`,
  )
}

function claim(
  look: Look,
  entity: string,
  metric: string,
  untilS: number,
  what: string,
): Candidate | undefined {
  if (untilS * 1000 > horizonMs || untilS > drainS(look)) return undefined
  return {
    entity,
    severity: 'warning',
    title: `${what} in about ${Math.max(1, Math.round(untilS / 60))} min, before the backlog is drained`,
    holdMs: 30_000,
    evidence: [
      metricEvidence(look, entity, metric, 'The last five minutes', windowMs),
      metricEvidence(
        look,
        'cluster',
        'cluster.ready',
        `${number(look, 'cluster', 'cluster.ready') ?? '?'} messages wait`,
      ),
    ],
  }
}

/** How long the consumers need for what waits, at the pace of the last minute; Infinity: they don't keep up. */
function drainS(look: Look): number {
  const ready = number(look, 'cluster', 'cluster.ready') ?? 0
  const net =
    (perSecond(look, 'cluster', 'cluster.ack') ?? 0) - (perSecond(look, 'cluster', 'cluster.publish') ?? 0)
  if (ready === 0) return 0
  return net > 0 ? ready / net : Infinity
}

/** Units per second by least squares; 0 where less than two minutes were seen. */
export function slopeOf({ t, v }: Series): number {
  const points = [...t].flatMap((at, i) => {
    const value = v[i] ?? NaN
    return Number.isNaN(value) ? [] : [{ x: at / 1000, y: value }]
  })
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined || last.x - first.x < 120) return 0
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const x = mean((point) => point.x)
  const y = mean((point) => point.y)
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0)
  return points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread
}
