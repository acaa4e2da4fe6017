import type { SearchData } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { pathOf } from '../tree/znode.ts'
import { ownedBy, znodeRows } from './znode-rows.ts'

const defaultLimit = 100

export const search: View = {
  run: (look, args): { [key: string]: unknown } => ({
    ...found(
      look,
      typeof args['text'] === 'string' ? args['text'].trim() : '',
      typeof args['limit'] === 'number' ? args['limit'] : defaultLimit,
    ),
  }),
  // nothing to print without a text
  instances: () => [],
}

function found(look: Look, text: string, limit: number): SearchData {
  const matches = /^0x[0-9a-f]+$/i.test(text) ? ownedBy(look, text.toLowerCase()) : matching(look, text)
  return { ...znodeRows(look, matches.slice(0, limit)), total: matches.length }
}

/** Upper and lower case are alike; in order of the path. */
function matching(look: Look, text: string): string[] {
  if (text === '') return []
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
  const paths: string[] = []
  for (const entity of look.moment.facts('znode.kind').keys()) {
    const path = pathOf(entity)
    if (pattern.test(path)) paths.push(path)
  }
  return paths.sort()
}
