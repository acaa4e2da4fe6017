import { formatMeasure } from '../../../../shared/base/format-number.ts'
import { formatInstant } from '../../../../shared/base/format-time.ts'
import type {
  NetworkBroker,
  NetworkData,
  NetworkLink,
} from '../../../../shared/systems/activemq-network-views.ts'

/** One line of the drawing: a bridge by both brokers' words, where it is duplex and both are asked. */
export interface Bridge {
  /** Entity of the side that tells it; of both, the one that configured it. */
  readonly entity: string
  /** Key of the broker that configured it, as far as is known. */
  readonly owner: string
  /** Key of the other one, or a key of its own where it was never reached. */
  readonly other: string
  /** As its owner tells it; undefined: only the accepting side is asked. */
  readonly configured: NetworkLink | undefined
  /** As the accepting broker tells its duplex half; undefined: it isn't duplex, or that broker says nothing. */
  readonly accepted: NetworkLink | undefined
  readonly isDuplex: boolean
  /** Of the half at its owner, and of the half at the other broker. */
  readonly ownerState: NetworkLink['state']
  readonly otherState: NetworkLink['state']
}

/** A broker of the drawing, or the end of a connector that never reached anything. */
export interface NetworkNode {
  readonly key: string
  /** Undefined: nothing is there, only an address. */
  readonly broker: NetworkBroker | undefined
}

/** Duplex halves of the same bridge are one line: each broker tells its own half. */
export function bridgesOf(data: NetworkData): readonly Bridge[] {
  const accepted = data.links.filter((link) => link.side === 'accepted')
  const taken = new Set<NetworkLink>()
  const own = data.links
    .filter((link) => link.side === 'configured')
    .map((link) => {
      const half = accepted.find(
        (each) =>
          !taken.has(each) && link.carries === 'both' && each.from === link.to && each.to === link.from,
      )
      if (half !== undefined) taken.add(half)
      return bridgeOf(data, link, half)
    })
  return [...own, ...accepted.filter((link) => !taken.has(link)).map((link) => acceptedAlone(data, link))]
}

function bridgeOf(data: NetworkData, link: NetworkLink, half: NetworkLink | undefined): Bridge {
  const isDuplex = link.carries === 'both'
  const ends = { owner: link.from, other: link.to ?? nowhere(link) }
  const about = { entity: link.entity, configured: link, accepted: half, isDuplex }
  const ownerState = isAsked(data, link.from) ? link.state : 'unknown'
  if (!isDuplex) return { ...ends, ...about, ownerState, otherState: ownerState }
  // a neighbour that answers and has no half of it has lost it; one that isn't asked can't say
  const lost = isAsked(data, ends.other) && link.state !== 'up' ? link.state : 'unknown'
  const told = half !== undefined && isAsked(data, half.from) ? half.state : lost
  return { ...ends, ...about, ownerState, otherState: told }
}

function acceptedAlone(data: NetworkData, link: NetworkLink): Bridge {
  return {
    entity: link.entity,
    ...{ owner: link.to ?? nowhere(link), other: link.from },
    ...{ configured: undefined, accepted: link, isDuplex: true },
    ownerState: 'unknown',
    otherState: isAsked(data, link.from) ? link.state : 'unknown',
  }
}

/** Its own words are of now: it is of this target and answers. */
function isAsked({ brokers }: NetworkData, key: string): boolean {
  return brokers.find((broker) => broker.key === key)?.state === 'serving'
}

const nowhere = ({ entity }: NetworkLink) => `? ${entity}`

/** All that is told of it under some name: it differs where one of these does. */
export function entitiesOf({ entity, configured, accepted, owner, other }: Bridge): readonly string[] {
  const bridge = configured === undefined ? [] : [`bridge/${owner}/${configured.connector}/${other}`]
  return [...new Set([entity, ...bridge, ...(accepted === undefined ? [] : [accepted.entity])])]
}

/** Whether a link's entity is one of the halves of a bridge. */
export const isOf = (bridge: Bridge, entity: string): boolean =>
  entity !== '' && [bridge.configured?.entity, bridge.accepted?.entity].includes(entity)

/** Brokers, then the ends of connectors that never reached one. */
export function nodesOf(data: NetworkData, bridges: readonly Bridge[]): readonly NetworkNode[] {
  const nodes = data.brokers.map((broker) => ({ key: broker.key, broker }))
  const known = new Set(nodes.map((node) => node.key))
  const ends = bridges.flatMap(({ owner, other }) => [owner, other]).filter((key) => !known.has(key))
  return [...nodes, ...[...new Set(ends)].map((key) => ({ key, broker: undefined }))]
}

/** The worse of both halves: what a line of a table says of the whole. */
export function wholeState({ ownerState, otherState }: Bridge): NetworkLink['state'] {
  const order = ['down', 'stopped', 'unknown', 'up'] as const
  return order.find((state) => state === ownerState || state === otherState) ?? 'unknown'
}

/** Messages a second from owner to other, and back; null: not observed. */
export function bridgeRates({ configured, accepted }: Bridge): {
  readonly there: number | null
  readonly back: number | null
} {
  return {
    there: configured?.outPerSecond ?? accepted?.inPerSecond ?? null,
    back: configured?.inPerSecond ?? accepted?.outPerSecond ?? null,
  }
}

/**
 * What stands beside the line: its connector, and what flows, or since when nothing does.
 * @param arrows which way the other broker lies in the drawing, and which way the owner
 */
export function bridgeLabel(
  bridge: Bridge,
  at: number,
  arrows: readonly [string, string] = ['→', '←'],
): readonly [string, string] {
  const name = bridge.configured?.connector ?? 'duplex'
  const state = wholeState(bridge)
  const since = (bridge.configured ?? bridge.accepted)?.stateSince ?? null
  if (state === 'down' || state === 'stopped') {
    const word = state === 'down' ? 'no bridge' : 'stopped'
    return [name, since === null ? word : `${word} since ${formatInstant(since, at)}`]
  }
  const { there, back } = bridgeRates(bridge)
  const rate = (value: number | null) => (value === null ? '?' : `${formatMeasure(value)}/s`)
  const [to, from] = arrows
  return [name, bridge.isDuplex ? `${to} ${rate(there)} ${from} ${rate(back)}` : `${to} ${rate(there)}`]
}

/** Keys of the brokers on the shortest way over bridges, both ends included; empty: none leads there. */
export function wayOver(bridges: readonly Bridge[], from: string, to: string): readonly string[] {
  const before = new Map<string, string | undefined>([[from, undefined]])
  const queue = [from]
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    for (const { owner, other } of bridges)
      for (const [here, there] of [
        [owner, other],
        [other, owner],
      ] as const)
        if (here === key && !before.has(there)) {
          before.set(there, key)
          queue.push(there)
        }
  }
  if (!before.has(to)) return []
  const way: string[] = []
  for (let key: string | undefined = to; key !== undefined; key = before.get(key)) way.unshift(key)
  return way
}
