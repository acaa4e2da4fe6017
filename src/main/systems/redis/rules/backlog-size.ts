import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { number, perSecond, text } from '../../base/reading.ts'
import { nodeAddresses } from '../views/reading.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

const dayMs = 86_400_000
/** Writes of so long tell a rate; bursts are what the backlog is for. */
const rateMs = 600_000
/** Shorter cuts than this are over before a replica asks anew. */
const shortestMs = 1000

/** R18. The backlog, against what is written while a replica is away as long as it was at worst. */
export const backlogSize: Rule = {
  id: 'redis/backlog-size',
  title: 'The backlog bridges the longest outage that was seen',
  why: 'A replica that comes back after more was written than the backlog holds takes the whole data: a fork, and all bytes over the line.',
  fix: 'CONFIG SET repl-backlog-size to at least bytes written a second × seconds of the longest outage.',
  source: sources.replication,
  evaluate: (look) => ({
    candidates: nodeAddresses(look).flatMap((address) => candidate(look, address) ?? []),
  }),
}

function candidate(look: Look, replica: string): Candidate | undefined {
  const master = text(look, `node/${replica}`, 'node.master')
  if (master === null) return undefined
  const size = number(look, `node/${master}`, 'node.backlog_size')
  const written = perSecond(look, `node/${master}`, 'node.offset', rateMs)
  const outageMs = longestOutage(look, replica)
  if (size === null || written === null || outageMs < shortestMs) return undefined
  const needed = (written * outageMs) / 1000
  if (needed <= size) return undefined
  const title = `The backlog of ${master} holds ${size} bytes; ${replica} was away for ${Math.round(outageMs / 1000)} s, in which ${Math.round(needed)} are written`
  return {
    ...{ entity: `node/${replica}`, severity: 'warning', title, holdMs: 0 },
    evidence: [
      metricEvidence(
        look,
        `node/${master}`,
        'node.offset',
        `${Math.round(written)} bytes written a second`,
        rateMs,
      ),
      factEvidence(look, `node/${replica}`, 'node.link', 'The link was down'),
    ],
  }
}

/** Of the last day, by the replica's own word. */
function longestOutage(look: Look, replica: string): number {
  const { at } = look.moment
  const cuts = look
    .spans(`node/${replica}`, 'node.link', at - dayMs)
    .filter(({ value }) => value === 'down')
    .map(({ from, to = at }) => to - from)
  return Math.max(0, ...cuts)
}
