import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { hitRatio } from '../views/memory.ts'
import { number, rateWindowMs, risen, text } from '../../base/reading.ts'
import { isServing, nodeAddresses } from '../views/reading.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

const windowMs = 300_000
/** A ratio moves by chance; this much of a fall is more. */
const fall = 0.05

/** R32. The memory limit, against what happens when it is reached. */
export const memoryFull: Rule = {
  id: 'redis/memory-full',
  title: 'No server has too little memory for what is written',
  why: 'At maxmemory a server without eviction refuses writes (OOM); with eviction it drops keys that are still asked for, and the hit ratio falls.',
  fix: 'Raise maxmemory, spread the keys over more masters, or choose a policy that evicts what nobody asks for (allkeys-lfu).',
  source: sources.eviction,
  evaluate: (look) => ({
    candidates: nodeAddresses(look)
      .filter((address) => isServing(look, address))
      .flatMap((address) => refusing(look, address) ?? evicting(look, address) ?? []),
  }),
}

function refusing(look: Look, address: string): Candidate | undefined {
  const error = `error/${address}/OOM`
  const refused = risen(look.series(error, 'error.count', look.moment.at - rateWindowMs)).by
  if (refused === 0) return undefined
  const entity = `node/${address}`
  const limit = number(look, entity, 'node.max_memory')
  const policy = text(look, entity, 'node.policy') ?? 'its policy'
  const title = `${address} refused ${refused} writes with OOM in a minute: ${policy} at a limit of ${limit ?? '?'} bytes`
  return {
    ...{ entity, severity: 'critical', title, holdMs: 0 },
    evidence: [
      metricEvidence(look, error, 'error.count', title),
      metricEvidence(look, entity, 'node.memory', `${number(look, entity, 'node.memory') ?? '?'} bytes used`),
    ],
  }
}

/** The last minutes against those before. */
function evicting(look: Look, address: string): Candidate | undefined {
  const entity = `node/${address}`
  const { at } = look.moment
  const evicted = risen(look.series(entity, 'node.evicted', at - windowMs)).by
  if (evicted === 0) return undefined
  const now = hitRatio(look, [address], at - windowMs)
  const before = hitRatio(look, [address], at - 2 * windowMs, at - windowMs)
  if (now === null || before === null || before - now < fall) return undefined
  const percent = (ratio: number) => `${(100 * ratio).toFixed(0)} %`
  const title = `${address} evicted ${evicted} keys in five minutes, and its hit ratio fell from ${percent(before)} to ${percent(now)}`
  return {
    ...{ entity, severity: 'warning', title, holdMs: 0 },
    evidence: [
      metricEvidence(look, entity, 'node.evicted', title, 2 * windowMs),
      metricEvidence(look, entity, 'node.misses', 'Misses', 2 * windowMs),
    ],
  }
}
