import { parseMembership, type ConfiguredServer, type Membership } from './ask/membership.ts'
import { parseAddress } from '../base/address.ts'
import type { ParsedMember } from './parsed-member.ts'

/** A member of the ensemble: configured, asked, or both. */
export interface KnownMember {
  /** The server id; `host:port` where none is known. */
  readonly id: string
  readonly entity: string
  readonly server: ConfiguredServer | undefined
  readonly asked: ParsedMember | undefined
  /** `host:port` for clients, where known. */
  readonly client: string | undefined
}

export interface Known {
  /** By id, voters first. */
  readonly members: readonly KnownMember[]
  /** The newest configuration that was told; undefined: standalone, or none could be read. */
  readonly membership: Membership | undefined
}

/**
 * Which of the configured servers answers at which endpoint. By the id that the member tells itself, else by the client
 * address in the configuration, else by a host that only one server has, else by elimination.
 * @param configNode text of /zookeeper/config, or null
 */
export function whoIsWho(asked: readonly ParsedMember[], configNode: string | null): Known {
  const membership = newest(asked, configNode) ?? votersOf(asked)
  const servers = membership?.servers ?? []
  const serverOf = new Map<ParsedMember, ConfiguredServer>()
  const open = () => servers.filter((server) => ![...serverOf.values()].includes(server))
  // who says another id than those of the servers is none of them: an observer, where only voters are told
  const nameless = asked.filter((member) => member.conf?.serverId === undefined)
  const rest = () => nameless.filter((member) => !serverOf.has(member))
  for (const member of asked)
    take(
      member,
      servers.filter((server) => server.id === member.conf?.serverId),
    )
  for (const member of rest())
    take(
      member,
      open().filter((server) => server.client === member.raw.endpoint),
    )
  for (const member of rest())
    take(
      member,
      open().filter((server) => server.host === hostOf(member)),
    )
  const [last, ...more] = rest()
  if (last !== undefined && more.length === 0) take(last, open())
  // as many endpoints as servers are left over: these are those, though not which is which
  const unseen = rest().length === open().length ? [] : open()
  return { members: sorted([...withServers(asked, serverOf), ...unseen.map(unasked)]), membership }

  function take(member: ParsedMember, fitting: readonly ConfiguredServer[]): void {
    const [server] = fitting
    if (server !== undefined && fitting.length === 1) serverOf.set(member, server)
  }
}

/** Two endpoints may lead to one server: the first that serves is taken. */
function withServers(
  asked: readonly ParsedMember[],
  serverOf: ReadonlyMap<ParsedMember, ConfiguredServer>,
): KnownMember[] {
  const byId = new Map<string, KnownMember>()
  for (const member of asked) {
    const server = serverOf.get(member)
    const id = server?.id ?? member.conf?.serverId ?? member.raw.endpoint
    const before = byId.get(id)
    if (before !== undefined && (before.asked?.state === 'serving' || member.state !== 'serving')) continue
    byId.set(id, { id, entity: `member/${id}`, server, asked: member, client: member.raw.endpoint })
  }
  return [...byId.values()]
}

function unasked(server: ConfiguredServer): KnownMember {
  return { id: server.id, entity: `member/${server.id}`, server, asked: undefined, client: server.client }
}

function sorted(members: readonly KnownMember[]): readonly KnownMember[] {
  const observes = (member: KnownMember) => Number(member.server?.voter === false)
  return members.toSorted(
    (a, b) => observes(a) - observes(b) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  )
}

function hostOf(member: ParsedMember): string {
  return parseAddress(member.raw.endpoint).host
}

/** Where no configuration is told: the voters that AdminServers name. Each gives its own client address, if any. */
function votersOf(asked: readonly ParsedMember[]): Membership | undefined {
  const servers = new Map<string, ConfiguredServer>()
  for (const server of asked.flatMap(({ votingView }) => votingView?.servers ?? []))
    if (servers.get(server.id)?.client === undefined) servers.set(server.id, server)
  return servers.size === 0 ? undefined : { servers: [...servers.values()], version: '0' }
}

function newest(asked: readonly ParsedMember[], configNode: string | null): Membership | undefined {
  const told = asked.flatMap((member) => member.conf?.membership ?? [])
  const node = configNode === null ? undefined : parseMembership(configNode)
  const all = [...told, ...(node === undefined ? [] : [node])].filter(({ servers }) => servers.length > 0)
  const versionOf = (membership: Membership) => BigInt(`0x${membership.version}`)
  return all.reduce<Membership | undefined>(
    (best, one) => (best === undefined || versionOf(one) > versionOf(best) ? one : best),
    undefined,
  )
}
