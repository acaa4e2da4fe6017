import { OrreryError } from '../../../../shared/base/errors.ts'
import type { ZnodeData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { statFields } from '../tree/stat.ts'
import { entityOf, parentOf, pathOf } from '../tree/znode.ts'
import { dataOf } from './data-hints.ts'
import { text } from '../../base/reading.ts'
import { sessionBrief } from './session-brief.ts'
import { nameOf, treeIndex } from './tree-index.ts'
import { kindAt, ownedBy, ownerOf, sequenceOf, statOf } from './znode-rows.ts'

const historyMs = 24 * 3_600_000
const historyRows = 20
const printed = 200

export const znode: View = {
  run: (look, args): { [key: string]: unknown } => ({ ...znodeOf(look, String(args['path'])) }),
  // a tree may hold 100,000: scripts get the first of them, a person asks for any
  instances: (look) => firstPaths(look).map((path) => ({ path })),
}

function firstPaths(look: Look): readonly string[] {
  const paths = Array.from(look.moment.facts('znode.kind').keys(), pathOf)
  return paths.sort().slice(0, printed)
}

function znodeOf(look: Look, path: string): ZnodeData {
  const kind = kindAt(look, path)
  if (kind === undefined) throw new OrreryError('not-found', `${path} did not exist then, or was not read`)
  const entity = entityOf(path)
  const stat = statOf(look, path)
  const owner = ownerOf(kind, stat)
  const siblings = siblingsOf(look, path)
  return {
    path,
    kind,
    sequential: sequenceOf(nameOf(path)) !== undefined,
    stat,
    since: look.moment.facts('znode.stat').get(entity)?.since ?? null,
    source: stat === null ? 'exists' : 'multiRead getData',
    data: dataOf(text(look, entity, 'znode.data'), stat?.dataLength ?? null),
    owner: owner === null ? null : sessionBrief(look, owner),
    alsoOwned:
      owner === null
        ? []
        : ownedBy(look, owner).map((one) => ({ path: one, ctime: statOf(look, one)?.ctime ?? NaN })),
    queue: queueOf(path, siblings),
    siblings: siblings.length,
    history: historyOf(look, entity),
  }
}

/** Names below the same parent, its own included. */
function siblingsOf(look: Look, path: string): readonly string[] {
  const parent = parentOf(path)
  return parent === undefined ? [nameOf(path)] : treeIndex(look).childrenOf(parent)
}

/** Lock and queue recipes order their znodes by the number, whatever stands before it. */
function queueOf(path: string, siblings: readonly string[]): ZnodeData['queue'] {
  const own = nameOf(path)
  if (sequenceOf(own) === undefined) return null
  const line = siblings
    .map((name) => ({ name, number: sequenceOf(name) }))
    .filter((one): one is { name: string; number: number } => one.number !== undefined)
    .sort((a, b) => a.number - b.number)
  const at = line.findIndex(({ name }) => name === own)
  return { place: at + 1, of: line.length, first: line[0]?.name ?? own, ahead: line[at - 1]?.name ?? null }
}

function historyOf(look: Look, entity: string): ZnodeData['history'] {
  return look
    .spans(entity, 'znode.stat', look.moment.at - historyMs)
    .flatMap(({ value, from }) => {
      if (value === null) return []
      const { version, dataLength, mzxid } = statFields(value)
      return [{ at: from, version, bytes: dataLength, mzxid }]
    })
    .toReversed()
    .slice(0, historyRows)
}
