import type { EntitySet, Gap, Sample } from '../sample.ts'
import { clusterColumns, type MapKeeper } from './sample-cluster.ts'
import { LoadFold } from './sample-load.ts'
import { nodeFacts, nodeValues } from './sample-nodes.ts'
import { replicaValues } from './sample-replicas.ts'
import { SentinelFold } from './sample-sentinels.ts'
import { sameOrNew } from '../base/columns.ts'
import { failuresOf, parseServer, type ParsedServer } from './parsed-server.ts'
import type { RawReplies } from './raw.ts'
import type { SlotMap } from './slot-map.ts'

/**
 * Raw replies to samples, one after the other: the same replies in the same order always give the same samples.
 * Between them it keeps entity sets, the ids of slow commands that were read, and what each server was when it answered.
 */
export class SampleFold {
  #nodes: EntitySet | undefined
  #replicas: EntitySet | undefined
  #openSlots: EntitySet | undefined
  #map: SlotMap | undefined
  #mapText = ''
  readonly #load = new LoadFold()
  readonly #sentinels = new SentinelFold()
  #servers: readonly ParsedServer[] = []

  /** As of the last sample. */
  get servers(): readonly ParsedServer[] {
    return this.#servers
  }

  toSample(raw: RawReplies): Sample {
    const servers = raw.servers.map(parseServer)
    this.#servers = servers
    // who never answered is taken for a data node, as a target's addresses mostly are
    const sentinels = servers.filter(({ kind }) => kind === 'sentinel')
    const nodes = servers.filter(({ kind }) => kind !== 'sentinel')
    this.#nodes = sameOrNew(
      this.#nodes,
      nodes.map(({ address }) => `node/${address}`),
    )
    const replicas = replicaValues(nodes, this.#replicas)
    this.#replicas = replicas.entities
    const keep: MapKeeper = (voices, text) => {
      if (this.#map === undefined || text !== this.#mapText) this.#map = voices()
      this.#mapText = text
      return this.#map
    }
    const cluster = clusterColumns(servers, this.#nodes, this.#openSlots, keep, raw.slow)
    this.#openSlots = cluster.openSlots
    const load = this.#load.columns(nodes, raw.slow)
    const believed = this.#sentinels.columns(sentinels)
    return {
      at: raw.at,
      tookMs: raw.tookMs,
      values: [
        ...cluster.values,
        ...nodeValues(nodes, this.#nodes),
        ...load.nodeValues(this.#nodes),
        ...replicas.values,
        ...load.values,
        ...believed.values,
      ],
      facts: [...cluster.facts, ...nodeFacts(nodes, this.#nodes, raw.slow), ...load.facts, ...believed.facts],
      gaps: servers.flatMap(gapsOf),
      cost: raw.cost,
    }
  }
}

function gapsOf(server: ParsedServer): readonly Gap[] {
  const entity = `${server.kind === 'sentinel' ? 'sentinel' : 'node'}/${server.address}`
  return failuresOf(server).map(([ask, { code, message, fix }]) => ({
    ...{ entity, ask, code, message },
    ...(fix === undefined ? {} : { fix }),
  }))
}
