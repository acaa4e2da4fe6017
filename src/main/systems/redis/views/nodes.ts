import type { NodeRow, NodesData, RedisKind } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { nodeRow } from './node-row.ts'
import { text } from '../../base/reading.ts'
import { nodeAddresses } from './reading.ts'

export const nodes: View = {
  run: (look) => ({ ...nodesData(look) }),
}

export function kindOf(look: Look): RedisKind {
  return (text(look, 'cluster', 'cluster.mode') ?? 'unknown') as RedisKind
}

export function nodesData(look: Look): NodesData {
  const rows = nodeAddresses(look).map((address) => nodeRow(look, address))
  const { ordered, depth } = asTree(rows)
  return { kind: kindOf(look), rows: ordered, depth, rivals: rivalsOf(look, rows) }
}

/** Masters by their slots, then by address; under each whoever follows it, and so on. */
function asTree(rows: readonly NodeRow[]): { ordered: readonly NodeRow[]; depth: readonly number[] } {
  const known = new Set(rows.map(({ address }) => address))
  const byMaster = Map.groupBy(rows, ({ role, master }) =>
    role === 'replica' && master !== null && known.has(master) ? master : '',
  )
  const ordered: NodeRow[] = []
  const depth: number[] = []
  const seen = new Set<string>()
  const add = (row: NodeRow, level: number): void => {
    // two that follow each other are a circle, not a tree
    if (seen.has(row.address)) return
    seen.add(row.address)
    ordered.push(row)
    depth.push(level)
    for (const replica of (byMaster.get(row.address) ?? []).toSorted(byAddress)) add(replica, level + 1)
  }
  for (const row of (byMaster.get('') ?? []).toSorted(mastersFirst)) add(row, 0)
  for (const row of rows) add(row, 0)
  return { ordered, depth }
}

function byAddress(a: NodeRow, b: NodeRow): number {
  return a.address < b.address ? -1 : 1
}

function mastersFirst(a: NodeRow, b: NodeRow): number {
  const rank = (row: NodeRow) => (row.role === 'master' ? 0 : 1)
  const start = ({ slots }: NodeRow) => (slots === '' ? Infinity : Number.parseInt(slots, 10))
  return rank(a) - rank(b) || compare(start(a), start(b)) || byAddress(a, b)
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** Outside of a cluster all servers of one history, or of one name of the sentinels, are one group. */
function rivalsOf(look: Look, rows: readonly NodeRow[]): readonly (readonly string[])[] {
  if (kindOf(look) === 'cluster') return []
  const masters = rows.filter(({ state, role }) => state === 'serving' && role === 'master')
  const groups = Map.groupBy(masters, ({ address }) => groupOf(look, address))
  return [...groups]
    .filter(([group, members]) => group !== '' && members.length > 1)
    .map(([, members]) => members.map(({ address }) => address))
}

/** The first name under which a sentinel knows the server; '' none. */
export function groupOf(look: Look, address: string): string {
  for (const entity of look.moment.facts('belief.instance').keys())
    if (entity.endsWith(`/${address}`)) return entity.split('/')[2] ?? ''
  return ''
}
