import type { EntitySet, ValueColumn } from '../sample.ts'
import { addressOf } from '../base/address.ts'
import { numberIn, replicasIn, type ListedReplica } from './ask/info.ts'
import { sameOrNew, valueColumn } from '../base/columns.ts'
import type { ParsedServer } from './parsed-server.ts'

interface Followed extends ListedReplica {
  /** Of the master, in the same answer. */
  readonly masterOffset: number
}

/** How far each replica is behind, as its master says in one answer: gossip and the replica's own word are of other instants. */
export function replicaValues(
  nodes: readonly ParsedServer[],
  before: EntitySet | undefined,
): { readonly entities: EntitySet; readonly values: readonly ValueColumn[] } {
  const followed = new Map<string, Followed>()
  for (const { address, info, why } of nodes) {
    if (why !== undefined) continue
    const masterOffset = numberIn(info, 'master_repl_offset')
    for (const replica of replicasIn(info))
      followed.set(`replica/${addressOf(replica.host, replica.port)}@${address}`, {
        ...replica,
        masterOffset,
      })
  }
  const entities = sameOrNew(before, [...followed.keys()])
  const column = (metric: string, of: (replica: Followed) => number) =>
    valueColumn(metric, entities, (path) => {
      const replica = followed.get(path)
      return replica && of(replica)
    })
  return {
    entities,
    values: [
      column('replica.offset', ({ offset }) => offset),
      // while it takes the whole data the offset is 0, and says nothing
      column('replica.lag_bytes', ({ state, offset, masterOffset }) =>
        state === 'online' ? masterOffset - offset : NaN,
      ),
      column('replica.silent_s', ({ lagSeconds }) => lagSeconds),
    ],
  }
}
