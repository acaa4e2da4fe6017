import type { NodeState } from '../../../shared/systems/redis-views.ts'
import { addressOf } from '../base/address.ts'
import { myselfOf, parseClusterNodes, type NodeLine } from './ask/cluster-nodes.ts'
import { parseInfo, replicasIn, type Info } from './ask/info.ts'
import type { Reply } from './ask/link.ts'
import { parseRecords, recordAddress } from './ask/sentinel.ts'
import type { AskName, RawFailure, RawServer } from './raw.ts'

/** A server's replies, understood. */
export interface ParsedServer {
  readonly raw: RawServer
  readonly address: string
  readonly kind: 'data' | 'sentinel' | undefined
  readonly state: NodeState
  /** Why it doesn't serve; undefined when it does. */
  readonly why: RawFailure | undefined
  readonly info: Info
  /** `CLUSTER NODES`; undefined: no cluster, or not observed. */
  readonly nodes: readonly NodeLine[] | undefined
  readonly myself: NodeLine | undefined
  readonly clusterInfo: Info | undefined
  /** Addresses that it names: peers, replicas, its master, sentinels. */
  readonly mentions: readonly string[]
}

const noInfo: Info = new Map()

export function parseServer(raw: RawServer): ParsedServer {
  const { address, kind, replies, failures } = raw
  const info = textOf(replies.INFO, parseInfo) ?? noInfo
  const nodes = textOf(replies['CLUSTER NODES'], (text) => parseClusterNodes(text, address))
  const why = failures.INFO
  return {
    ...{ raw, address, kind, why, info, nodes },
    state: why === undefined ? (info.get('loading') === '1' ? 'loading' : 'serving') : stateOf(why),
    myself: nodes && myselfOf(nodes),
    clusterInfo: textOf(replies['CLUSTER INFO'], parseInfo),
    mentions: [...(nodes ?? []).flatMap(meantToBeAsked), ...mentionedIn(info), ...watchedBy(raw)],
  }
}

/** Nodes without an address, or not yet met, can't be asked. */
function meantToBeAsked({ address, flags }: NodeLine): readonly string[] {
  const isThere = address !== '' && !flags.includes('noaddr') && !flags.includes('handshake')
  return isThere ? [address] : []
}

function textOf<T>(reply: Reply | undefined, parse: (text: string) => T): T | undefined {
  return typeof reply === 'string' ? parse(reply) : undefined
}

function stateOf({ code, unreachable }: RawFailure): NodeState {
  if (unreachable === true || code === 'name') return 'unreachable'
  if (code === 'timeout') return 'silent'
  if (code === 'refused') return 'refused'
  return code === 'auth' || code === 'forbidden' ? 'closed' : 'foreign'
}

/** A replica's master, and a master's replicas. */
function mentionedIn(info: Info): readonly string[] {
  const master = masterOf(info)
  const replicas = replicasIn(info).map(({ host, port }) => addressOf(host, port))
  return master === undefined ? replicas : [master, ...replicas]
}

/** Of a replica: whom it follows. */
export function masterOf(info: Info): string | undefined {
  const host = info.get('master_host')
  const port = info.get('master_port')
  return host === undefined || host === '' || port === undefined ? undefined : addressOf(host, port)
}

function watchedBy({ watched, replies }: RawServer): readonly string[] {
  if (watched === undefined) return []
  const masters = parseRecords(replies['SENTINEL MASTERS']).filter(
    (master) => watched[master.get('name') ?? ''] !== undefined,
  )
  const others = Object.values(watched).flatMap(({ replicas, sentinels }) => [
    ...parseRecords(replicas),
    ...parseRecords(sentinels),
  ])
  return [...masters, ...others].map(recordAddress)
}

/** What could not be asked, whole servers first. */
export function failuresOf({ raw, why }: ParsedServer): readonly (readonly [AskName, RawFailure])[] {
  if (why !== undefined) return [['INFO', why]]
  return Object.entries(raw.failures) as [AskName, RawFailure][]
}
