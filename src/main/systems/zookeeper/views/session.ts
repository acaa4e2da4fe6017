import { OrreryError } from '../../../../shared/base/errors.ts'
import type { SessionData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { list, record } from '../../base/reading.ts'
import { sessionBrief } from './session-brief.ts'
import { ownedBy, statOf } from './znode-rows.ts'

export const session: View = {
  run: (look, args): { [key: string]: unknown } => ({ ...sessionOf(look, String(args['id'])) }),
  instances: (look) =>
    [...look.moment.facts('session.timeout').keys()].map((entity) => ({
      id: entity.slice('session/'.length),
    })),
}

function sessionOf(look: Look, id: string): SessionData {
  const entity = `session/${id}`
  const owned = pathsOf(look, id)
  const known = ['session.timeout', 'session.client'].some(
    (key) => look.moment.fact(entity, key) !== undefined,
  )
  if (!known && owned.length === 0) throw new OrreryError('not-found', `No session ${id} was known then`)
  const watches = look.moment.fact(entity, 'session.watches')
  return {
    session: sessionBrief(look, id),
    ephemerals: owned.map((path) => {
      const stat = statOf(look, path)
      return { path, ctime: stat?.ctime ?? null, bytes: stat?.dataLength ?? null }
    }),
    watches: watches === undefined ? null : list(record(watches)['paths']).map(String),
  }
}

/** From the tree, and from `dump` where the tree isn't read, or not so far. */
function pathsOf(look: Look, id: string): string[] {
  const dumped = list(look.moment.fact(`session/${id}`, 'session.owns')).map(String)
  return [...new Set([...ownedBy(look, id), ...dumped])].sort()
}
