import type { NodeRow } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { nodeRow } from '../views/node-row.ts'
import { number } from '../../base/reading.ts'
import { nodeAddresses } from '../views/reading.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** Replicas acknowledge once a second: two missed ones may be a busy machine, this is more. */
const silentLimitS = 5
/** What a failover now would lose, in seconds of writes. */
const lagLimitS = 10
const holdMs = 5000

/** R17. master_repl_offset less the replica's offset, against what is written and what the backlog holds. */
export const replicaBehind: Rule = {
  id: 'redis/replica-behind',
  title: 'Every replica keeps up with its master',
  why: 'What a replica has not acknowledged is lost if it is promoted now; once it is further behind than the backlog reaches, the next cut of the link costs a full resync.',
  fix: 'Look at the replica’s machine and the line between them; enlarge repl-backlog-size if writes come in bursts.',
  source: sources.replication,
  evaluate: (look) => ({
    candidates: nodeAddresses(look).flatMap((address) => candidate(look, nodeRow(look, address)) ?? []),
  }),
}

function candidate(look: Look, row: NodeRow): Candidate | undefined {
  const { address, master, lagBytes, lagSeconds, silentSeconds } = row
  if (master === null || lagBytes === null || lagBytes <= 0) return undefined
  const entity = `replica/${address}@${master}`
  const backlog = number(look, `node/${master}`, 'node.backlog_size')
  const isBeyond = backlog !== null && lagBytes > backlog
  const isSilent = silentSeconds !== null && silentSeconds >= silentLimitS
  const isLate = lagSeconds !== null && lagSeconds > lagLimitS
  if (!isBeyond && !isSilent && !isLate) return undefined
  const inTime = lagSeconds === null ? '' : `, ${lagSeconds.toFixed(0)} s of writes`
  const quiet = isSilent ? `; it has been silent for ${silentSeconds} s` : ''
  const title = isBeyond
    ? `Replica ${address} is ${lagBytes} bytes behind, more than the backlog of ${backlog} holds`
    : `Replica ${address} is ${lagBytes} bytes behind ${master}${inTime}${quiet}`
  return {
    entity: `node/${address}`,
    severity: isBeyond ? 'critical' : 'warning',
    title,
    holdMs,
    evidence: [
      metricEvidence(look, entity, 'replica.lag_bytes', title),
      metricEvidence(look, entity, 'replica.silent_s', `Silent for ${silentSeconds ?? '?'} s`),
    ],
  }
}
