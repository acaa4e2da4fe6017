import type { Capability } from '../../../shared/api/targets.ts'
import { failuresOf, type ParsedServer } from './parsed-server.ts'
import type { AskName, RawFailure } from './raw.ts'

interface Asked {
  readonly what: string
  readonly name: AskName
  readonly of: 'data' | 'sentinel'
  /** Only servers of a cluster are asked. */
  readonly isClusters?: true
  /** Asked about once a minute. */
  readonly isSlow?: true
}

const asked: readonly Asked[] = [
  {
    what: 'Roles, offsets, memory, persistence, hits and evictions of every server',
    name: 'INFO',
    of: 'data',
  },
  {
    what: 'Who owns which slot, by every node’s own word',
    name: 'CLUSTER NODES',
    of: 'data',
    isClusters: true,
  },
  { what: 'Whether each node holds the cluster for ok', name: 'CLUSTER INFO', of: 'data', isClusters: true },
  { what: 'How far each replica’s link is', name: 'ROLE', of: 'data' },
  {
    ...{ what: 'The bus: links of every node, and whom it calls ailing', name: 'CLUSTER LINKS', of: 'data' },
    ...{ isClusters: true, isSlow: true },
  },
  {
    ...{ what: 'Whom each node calls online', name: 'CLUSTER SHARDS', of: 'data' },
    ...{ isClusters: true, isSlow: true },
  },
  { what: 'Slow commands', name: 'SLOWLOG GET', of: 'data' },
  { what: 'Latency events', name: 'LATENCY LATEST', of: 'data', isSlow: true },
  { what: 'Calls and times of every command', name: 'INFO commandstats', of: 'data', isSlow: true },
  { what: 'Settings that rules compare', name: 'CONFIG GET', of: 'data', isSlow: true },
  { what: 'Clients in outline', name: 'CLIENT LIST', of: 'data', isSlow: true },
  { what: 'What each sentinel believes of masters', name: 'SENTINEL MASTERS', of: 'sentinel' },
  { what: 'Whether each sentinel finds its quorum', name: 'SENTINEL CKQUORUM', of: 'sentinel' },
]

/** What is observed and what isn't. @param slow as of the last time that everything was asked */
export function capabilitiesOf(
  servers: readonly ParsedServer[],
  slow: readonly ParsedServer[],
): readonly Capability[] {
  return asked.flatMap((one) => {
    const all = (one.isSlow === true ? slow : servers).filter((server) => concerns(one, server))
    return all.length === 0 ? [] : [capabilityOf(one, all)]
  })
}

function concerns({ of, isClusters }: Asked, { kind, info, why }: ParsedServer): boolean {
  if ((kind ?? 'data') !== of) return false
  return isClusters !== true || why !== undefined || info.get('cluster_enabled') === '1'
}

function capabilityOf({ what, name }: Asked, servers: readonly ParsedServer[]): Capability {
  const missing = servers.flatMap((server) => {
    const failure = lacks(server, name)
    return failure === undefined ? [] : [{ address: server.address, failure }]
  })
  const [first] = missing
  if (first === undefined) return { what, state: 'observed', by: name }
  const { fix } = first.failure
  return {
    what,
    state: missing.length === servers.length ? 'not-observed' : 'partly',
    by: name,
    why: missing.map(({ failure }) => failure.message).join('; '),
    ...(fix === undefined ? {} : { fix }),
  }
}

function lacks(server: ParsedServer, name: AskName): RawFailure | undefined {
  return server.why ?? failuresOf(server).find(([failed]) => failed === name)?.[1]
}
