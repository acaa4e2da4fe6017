import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { replicasOf } from '../views/slots.ts'
import { risen } from '../../base/reading.ts'
import { servingMasters } from '../views/reading.ts'
import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

const windowMs = 600_000
/** One full resync is how a replica begins, or comes back after long: a second one means that the first did not hold. */
const fewest = 2

/** R19. Full resyncs that go with cuts of the same replica's link. */
export const resyncLoop: Rule = {
  id: 'redis/resync-loop',
  title: 'No replica takes the whole data again and again',
  why: 'Each full resync forks the master and sends everything; while it is sent the output buffer grows until the master cuts the replica, and it begins anew.',
  fix: 'Raise the replica’s client-output-buffer-limit and repl-backlog-size above what is written during one resync.',
  source: sources.replication,
  evaluate: (look) => ({
    candidates: servingMasters(look).flatMap((master) => candidate(look, master) ?? []),
  }),
}

function candidate(look: Look, master: string): Candidate | undefined {
  const from = look.moment.at - windowMs
  const full = risen(look.series(`node/${master}`, 'node.sync_full', from)).by
  if (full < fewest) return undefined
  const flapping = replicasOf(look, master).filter((replica) => cutsOf(look, replica, from) >= fewest)
  if (flapping.length === 0) return undefined
  const title = `${full} full resyncs from ${master} in ten minutes; ${flapping.join(', ')} was cut each time`
  return {
    ...{ entity: `node/${master}`, severity: 'critical', title, holdMs: 0 },
    evidence: [
      metricEvidence(look, `node/${master}`, 'node.sync_full', title, windowMs),
      ...flapping.map((replica) =>
        factEvidence(look, `node/${replica}`, 'node.link', `${replica} lost its link`),
      ),
    ],
  }
}

function cutsOf(look: Look, replica: string, from: number): number {
  const spans = look.spans(`node/${replica}`, 'node.link', from)
  return spans.filter(({ value, from: begun }) => value !== 'up' && begun >= from).length
}
