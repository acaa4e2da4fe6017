import type { NetworkLink } from '../../../../shared/systems/activemq-network-views.ts'
import { list, number, perSecond, record, since } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { claimOf, isServed, numberOf, partsOf, textOf } from './reading.ts'

/** Brokers and the bridges between them, as both sides tell. */
export interface NetworkMap {
  readonly links: readonly NetworkLink[]
  /** A bridge stands over which messages can go from one to the other, over others too. */
  leads(from: string, to: string): boolean
  /** A connector or a bridge joins them, whether it stands or not, over others too. */
  areNeighbours(one: string, other: string): boolean
}

export function networkOf(look: Look): NetworkMap {
  const links = [...configured(look), ...accepted(look)]
  const open: [string, string][] = []
  const joined: [string, string][] = []
  for (const { from, to, state, carries, side } of links) {
    if (to === null) continue
    joined.push([from, to], [to, from])
    if (state !== 'up') continue
    // a bridge that we accepted brings what the other side sends, and takes ours only because it is duplex
    if (side === 'accepted' || carries !== null) open.push([from, to])
    if (side === 'accepted' || carries === 'both') open.push([to, from])
  }
  return {
    links,
    leads: (from, to) => reaches(open, from, to),
    areNeighbours: (one, other) => reaches(joined, one, other),
  }
}

function reaches(edges: readonly (readonly [string, string])[], from: string, to: string): boolean {
  const seen = new Set([from])
  for (const at of seen) {
    if (at === to) return true
    for (const [a, b] of edges) if (a === at) seen.add(b)
  }
  return false
}

/** One row for each network connector and broker it leads to; one without a bridge keeps the last it led to. */
function configured(look: Look): readonly NetworkLink[] {
  return [...look.moment.facts('networkconnector.about').keys()].flatMap((entity) => {
    const { broker, rest } = partsOf(entity)
    const remotes = list(look.moment.fact(entity, 'networkconnector.bridges')).map(String)
    const lost = lastRemotes(look, entity).filter((remote) => !remotes.includes(remote))
    const bridged = remotes.map((remote) =>
      bridgedLink(look, entity, `bridge/${broker}/${rest}/${remote}`, remote),
    )
    if (remotes.length > 0) return bridged
    const down = lost.length === 0 ? [null] : lost
    return down.map((remote) => connectorLink(look, entity, remote))
  })
}

/** How far back a bridge that is gone is remembered. */
const rememberedMs = 7 * 24 * 3_600_000

/** Names of the brokers that a connector last had bridges to. */
export function lastRemotes(look: Look, connector: string): readonly string[] {
  const spans = look.spans(connector, 'networkconnector.bridges', look.moment.at - rememberedMs)
  const last = spans.findLast(({ value }) => list(value).length > 0)
  return list(last?.value).map(String)
}

function connectorLink(look: Look, entity: string, to: string | null): NetworkLink {
  const { broker, rest } = partsOf(entity)
  const told = record(look.moment.fact(entity, 'networkconnector.about'))
  const isStarted = claimOf(look.moment.fact(entity, 'networkconnector.started'))
  const isDuplex = claimOf(told['isDuplex'])
  return {
    ...nothingMoves,
    entity,
    from: broker,
    to,
    connector: rest,
    side: 'configured',
    carries: isDuplex === null ? null : isDuplex ? 'both' : 'out',
    state: !isServed(look, broker) ? 'unknown' : isStarted === false ? 'stopped' : 'down',
    stateSince: since(look, entity, 'networkconnector.bridges'),
    exceptions: number(look, entity, 'networkconnector.exceptions'),
    ttl: { message: numberOf(told['messageTtl']), consumer: numberOf(told['consumerTtl']) },
    isConduit: claimOf(told['isConduit']),
    isDynamicOnly: claimOf(told['isDynamicOnly']),
    isBridgingTemporary: claimOf(told['isBridgingTemporary']),
    decreasesPriority: claimOf(told['decreasesPriority']),
    user: textOf(told['user']),
  }
}

const nothingMoves = { addresses: null, outPerSecond: null, inPerSecond: null, out: null, in: null } as const

function bridgedLink(look: Look, connector: string, bridge: string, remote: string): NetworkLink {
  const link = connectorLink(look, connector, remote)
  return { ...link, ...traffic(look, bridge), state: link.state === 'unknown' ? 'unknown' : 'up' }
}

function traffic(look: Look, bridge: string) {
  const told = record(look.moment.fact(bridge, 'bridge.about'))
  return {
    addresses: `${textOf(told['local']) ?? '?'} ↔ ${textOf(told['address']) ?? '?'}`,
    outPerSecond: perSecond(look, bridge, 'bridge.out'),
    inPerSecond: perSecond(look, bridge, 'bridge.in'),
    out: number(look, bridge, 'bridge.out'),
    in: number(look, bridge, 'bridge.in'),
  }
}

/** What neighbours opened as duplex: of their settings this side knows nothing. */
function accepted(look: Look): readonly NetworkLink[] {
  return [...look.moment.facts('bridge.about')].flatMap(([entity, { value, since: from }]) => {
    const told = record(value)
    if (told['isAccepted'] !== true) return []
    const { broker, rest } = partsOf(entity)
    const slash = rest.lastIndexOf('/')
    return [
      {
        ...connectorLess,
        ...traffic(look, entity),
        entity,
        from: broker,
        to: textOf(told['remote']) ?? rest.slice(slash + 1),
        connector: rest.slice(0, slash),
        side: 'accepted' as const,
        carries: 'both' as const,
        state: isServed(look, broker) ? ('up' as const) : ('unknown' as const),
        stateSince: from,
      },
    ]
  })
}

const connectorLess = {
  exceptions: null,
  ttl: { message: null, consumer: null },
  isConduit: null,
  isDynamicOnly: null,
  isBridgingTemporary: null,
  decreasesPriority: null,
  user: null,
} as const

/** Brokers that only bridges name: no address of this target serves them. */
export function foreignBrokers(links: readonly NetworkLink[], keys: readonly string[]): readonly string[] {
  const own = new Set(keys)
  return [...new Set(links.flatMap(({ to }) => (to === null || own.has(to) ? [] : [to])))]
}
