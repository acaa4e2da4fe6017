import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { record } from '../../base/reading.ts'
import { isServing, nodeAddresses, setting } from '../views/reading.ts'
import { factEvidence } from '../../base/evidence.ts'
import { sources } from './sources.ts'

/** R37. The last save, against what the server does when one fails. */
export const saveFailed: Rule = {
  id: 'redis/save-failed',
  title: 'The last save to disk succeeded everywhere',
  why: 'With stop-writes-on-bgsave-error the server answers every write with MISCONF until a save succeeds; without it, a restart would bring old data back.',
  fix: 'See the server’s log for the reason: a full disk, rights on its folder, or no memory to fork (vm.overcommit_memory).',
  source: sources.persistence,
  evaluate: (look) => ({
    candidates: nodeAddresses(look)
      .filter((address) => isServing(look, address))
      .flatMap((address) => candidate(look, address) ?? []),
  }),
}

function candidate(look: Look, address: string): Candidate | undefined {
  const entity = `node/${address}`
  const { save, aof, aofWrite } = record(look.moment.fact(entity, 'node.persistence'))
  const isAofBroken = aof === true && aofWrite === 'err'
  if (save !== 'err' && !isAofBroken) return undefined
  const stops = setting(look, address, 'stop-writes-on-bgsave-error')
  // what is not told is as the server comes: it stops
  const refuses = isAofBroken || (stops !== 'no' && setting(look, address, 'save') !== '')
  const what = isAofBroken ? 'could not write its AOF' : 'could not save its RDB'
  const title = `${address} ${what}${refuses ? ', and refuses writes' : ''}`
  return {
    ...{ entity, severity: refuses ? 'critical' : 'warning', title, holdMs: 0 },
    evidence: [factEvidence(look, entity, 'node.persistence', title)],
  }
}
