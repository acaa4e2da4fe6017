import type { Json } from '../../../shared/base/json.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import { type Bus, parseLinks, parseShards } from './ask/cluster-bus.ts'
import { parseFullest } from './ask/slot-stats.ts'
import type { NodeLine } from './ask/cluster-nodes.ts'
import { factColumn, valueColumn } from '../base/columns.ts'
import type { ParsedServer } from './parsed-server.ts'

/** Asked once a minute; between, and of who doesn't tell, what was said before goes on holding. */
export function busValues(
  byPath: ReadonlyMap<string, ParsedServer>,
  nodes: EntitySet,
): readonly ValueColumn[] {
  const column = (metric: string, of: (bus: Bus) => number) => {
    const ofPath = (path: string) => {
      const bus = parseLinks(byPath.get(path)?.raw.replies['CLUSTER LINKS'])
      return bus && of(bus)
    }
    return valueColumn(metric, nodes, ofPath, 'slow')
  }
  return [
    column('node.bus_links', ({ links }) => links),
    column('node.bus_buffer', ({ bufferBytes }) => bufferBytes),
  ]
}

/** Names are those that the node itself has for its peers. */
export function busFacts(byPath: ReadonlyMap<string, ParsedServer>, nodes: EntitySet): readonly FactColumn[] {
  const fact = (
    key: string,
    of: (replies: ParsedServer['raw']['replies'], peers: readonly NodeLine[]) => Json | undefined,
  ) =>
    factColumn(key, nodes, (path) => {
      const server = byPath.get(path)
      const peers = server?.nodes?.filter(({ flags }) => !flags.includes('myself'))
      return server && peers && of(server.raw.replies, peers)
    })
  const nameOf = (peers: readonly NodeLine[], id: string) =>
    peers.find((peer) => peer.id === id)?.address ?? id
  return [
    fact('node.bus_missing', (replies, peers) => {
      const bus = parseLinks(replies['CLUSTER LINKS'])
      return bus && peers.filter(({ id }) => !bus.reached.has(id)).map(({ address }) => address)
    }),
    fact('node.fullest_slots', (replies) => {
      const fullest = parseFullest(replies['CLUSTER SLOT-STATS'])
      return fullest && { ...fullest, slots: fullest.slots.map((each) => ({ ...each })) }
    }),
    fact('node.ailing', (replies, peers) =>
      parseShards(replies['CLUSTER SHARDS'])?.map(({ id, health }) => ({
        address: nameOf(peers, id),
        health,
      })),
    ),
  ]
}
