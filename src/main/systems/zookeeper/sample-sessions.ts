import type { Json } from '../../../shared/base/json.ts'
import type { EntitySet, FactColumn, ValueColumn } from '../sample.ts'
import type { ConnectionRow } from './ask/cons.ts'
import type { Dump } from './ask/dump.ts'
import { factColumn, sameOrNew, valueColumn } from '../base/columns.ts'
import type { MemberClock } from './member-clock.ts'
import type { RawReplies } from './raw.ts'
import type { Known, KnownMember } from './who-is-who.ts'

/** Paths that are kept of what a session owns or watches. */
const listedPaths = 100

interface Connected {
  readonly member: KnownMember
  readonly row: ConnectionRow
}

/** Sessions as the members' connections and their list of sessions tell them together. */
interface Sessions {
  readonly connected: ReadonlyMap<string, Connected>
  readonly dumps: readonly Dump[]
  /** Every connection that may exist was seen. */
  readonly everyConnection: boolean
  /** Every session that exists was named. */
  readonly everySession: boolean
}

export interface SessionColumns {
  readonly entities: EntitySet
  readonly values: readonly ValueColumn[]
  readonly facts: readonly FactColumn[]
}

export function sessionColumns(
  raw: RawReplies,
  known: Known,
  clocks: ReadonlyMap<string, MemberClock>,
  before: EntitySet | undefined,
): SessionColumns {
  const sessions = joined(known)
  const entities = sameOrNew(before, namesOf(sessions))
  return {
    entities,
    values: valuesOf(raw, sessions, clocks, entities),
    facts: [...factsOf(raw, sessions, entities), ...watchFacts(raw, known)],
  }
}

function joined({ members }: Known): Sessions {
  const connected = new Map<string, Connected>()
  for (const member of members)
    for (const row of member.asked?.cons ?? []) connected.set(row.session, { member, row })
  const dumps = members.flatMap(({ asked }) => asked?.dump ?? [])
  // who refuses connections can't hold one; of who is silent or can't be asked nothing is known
  const everyConnection = members.every(
    ({ asked }) => asked?.cons !== undefined || asked?.state === 'refused' || asked?.state === 'not-serving',
  )
  // where no list of sessions is to be had, the connections must do; sessions outlive an election, connections don't
  const noList = members.some(({ asked }) =>
    asked?.failures.some(([name, { code }]) => name === 'dump' && code === 'forbidden'),
  )
  const someServe = members.some(({ asked }) => asked?.state === 'serving')
  const everySession = dumps.some(({ whole }) => whole) || (noList && everyConnection && someServe)
  return { connected, dumps, everyConnection, everySession }
}

function namesOf({ connected, dumps }: Sessions): string[] {
  const ids = new Set(connected.keys())
  for (const { sessions } of dumps) for (const id of sessions.keys()) ids.add(id)
  return [...ids].map((id) => `session/${id}`)
}

function valuesOf(
  raw: RawReplies,
  { connected, dumps }: Sessions,
  clocks: ReadonlyMap<string, MemberClock>,
  entities: EntitySet,
): ValueColumn[] {
  const row = (path: string) => connected.get(idOf(path))
  const idle = (path: string) => {
    const found = row(path)
    return found && clocks.get(found.member.entity)?.idleMs(found.row.lastResponse, raw.at)
  }
  const owned = (path: string) =>
    dumps.length === 0
      ? undefined
      : Math.max(...dumps.map((dump) => dump.ephemerals.get(idOf(path))?.length ?? 0))
  return [
    valueColumn('session.idle', entities, idle),
    valueColumn('session.received', entities, (path) => row(path)?.row.received),
    valueColumn('session.sent', entities, (path) => row(path)?.row.sent),
    valueColumn('session.queued', entities, (path) => row(path)?.row.queued),
    valueColumn('session.latency_avg', entities, (path) => row(path)?.row.latencyAvg),
    valueColumn('session.ephemerals', entities, owned),
  ]
}

function factsOf(raw: RawReplies, sessions: Sessions, entities: EntitySet): FactColumn[] {
  const { connected, dumps, everyConnection, everySession } = sessions
  /** Where no connection is seen: gone if all were asked, otherwise unknown. */
  const gone = everyConnection ? null : undefined
  const ofRow = (pick: (found: Connected) => Json) => (path: string) => {
    const found = connected.get(idOf(path))
    return found === undefined ? gone : pick(found)
  }
  const timeout = (path: string) => {
    const told = dumps.map((dump) => dump.sessions.get(idOf(path))).find((ms) => ms !== undefined)
    return connected.get(idOf(path))?.row.timeoutMs ?? told
  }
  const owns = (path: string): Json | undefined => {
    if (dumps.length === 0) return undefined
    const paths = dumps.map((dump) => dump.ephemerals.get(idOf(path))).find((found) => found !== undefined)
    return paths === undefined ? null : paths.toSorted().slice(0, listedPaths)
  }
  const fact = (key: string, of: (path: string) => Json | undefined) =>
    factColumn(key, entities, of, everySession)
  return [
    fact(
      'session.member',
      ofRow(({ member }) => member.id),
    ),
    // the address stays: it says who the client was, also after its connection is gone
    fact('session.client', (path) => connected.get(idOf(path))?.row.client),
    fact('session.timeout', timeout),
    fact('session.owns', owns),
    fact('session.own', (path) => (idOf(path) === raw.own?.session ? true : null)),
  ]
}

/** Asked slowly: between two askings nothing is said of watches. */
function watchFacts(raw: RawReplies, { members }: Known): FactColumn[] {
  const told = members.flatMap(({ asked }) => asked?.wchc ?? [])
  if (!raw.slow || told.length === 0) return []
  const watched = new Map(told.flatMap((one) => [...one]))
  const entities = { paths: [...watched.keys()].map((id) => `session/${id}`) }
  const all = members.every(({ asked }) => asked?.wchc !== undefined || asked?.state === 'refused')
  const listed = (path: string): Json => {
    const paths = watched.get(idOf(path)) ?? []
    return { of: paths.length, paths: paths.toSorted().slice(0, listedPaths) }
  }
  return [factColumn('session.watches', entities, listed, all)]
}

function idOf(path: string): string {
  return path.slice('session/'.length)
}
