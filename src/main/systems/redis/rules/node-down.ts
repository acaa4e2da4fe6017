import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { replicasOf } from '../views/slots.ts'
import { text } from '../../base/reading.ts'
import { nodeAddresses, sentinelAddresses } from '../views/reading.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** A restart with little data is over by then. */
const holdMs = 3000

/** Whoever does not answer at all: what follows from that is folded under it. */
export const nodeDown: Rule = {
  id: 'redis/node-down',
  title: 'Every server and every sentinel answers',
  why: 'A server that does not answer serves nobody, and a hung one still takes connections: its clients wait.',
  fix: 'Look at the process and its machine: does it run, is it stopped, does it swap, or is the way there cut?',
  source: sources.info,
  evaluate: (look) => ({
    candidates: [
      ...nodeAddresses(look).flatMap((address) => candidate(look, 'node', address)),
      ...sentinelAddresses(look).flatMap((address) => candidate(look, 'sentinel', address)),
    ],
  }),
}

const words: Readonly<Record<string, string>> = {
  silent: 'hangs: it gives no answer',
  refused: 'is down: nothing listens there',
  unreachable: 'can’t be reached from here',
  closed: 'lets us not in',
  foreign: 'does not answer as Redis does',
}

function candidate(look: Look, kind: 'node' | 'sentinel', address: string): readonly Candidate[] {
  const entity = `${kind}/${address}`
  const how = words[text(look, entity, `${kind}.state`) ?? '']
  if (how === undefined) return []
  const role = kind === 'sentinel' ? 'Sentinel' : roleWord(text(look, entity, 'node.role'))
  const why = text(look, entity, `${kind}.why`)
  return [
    {
      entity,
      severity: role === 'Master' ? 'critical' : 'warning',
      title: `${role} ${address} ${how}`,
      holdMs,
      evidence: [factEvidence(look, entity, `${kind}.state`, why ?? how)],
      explains: kind === 'sentinel' ? [] : symptoms(look, address),
    },
  ]
}

function roleWord(role: string | null): string {
  return role === 'master' ? 'Master' : role === 'replica' ? 'Replica' : 'Server'
}

/** A replica that is gone leaves its master without one, and lags; a master that is gone bars its replicas. */
function symptoms(look: Look, address: string): readonly string[] {
  const master = text(look, `node/${address}`, 'node.master')
  const followers = replicasOf(look, address).map((replica) => `redis/replica-link node/${replica}`)
  if (master === null) return followers
  return [`redis/no-replica node/${master}`, `redis/replica-behind node/${address}`, ...followers]
}
