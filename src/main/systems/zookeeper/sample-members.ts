import type { Json } from '../../../shared/base/json.ts'
import { monitorMetrics } from '../../../shared/systems/zookeeper-monitor.ts'
import type { EntitySet, FactColumn, Gap, ValueColumn } from '../sample.ts'
import { factColumn, valueColumn } from '../base/columns.ts'
import type { ParsedMember } from './parsed-member.ts'
import type { Conf } from './ask/conf.ts'
import type { Srvr } from './ask/srvr.ts'
import { asks, type AskName } from './raw.ts'
import type { Known, KnownMember } from './who-is-who.ts'

/** Where `mntr` is closed, `srvr` tells a few of its numbers. */
const fromSrvr: Readonly<Record<string, (srvr: Srvr) => number>> = {
  'member.outstanding': (srvr) => srvr.outstanding,
  'member.connections': (srvr) => srvr.connections,
  'member.packets_received': (srvr) => srvr.received,
  'member.packets_sent': (srvr) => srvr.sent,
  'member.latency_avg': (srvr) => srvr.latencyAvg,
  'member.latency_max': (srvr) => srvr.latencyMax,
  'member.znodes': (srvr) => srvr.znodes,
}

/** Numbers of the members. A metric that nobody ever told has no column. @param seen metrics told before; grows */
export function memberValues(
  { members }: Known,
  entities: EntitySet,
  slow: boolean,
  seen: Set<string>,
): readonly ValueColumn[] {
  const byPath = new Map(members.map((member) => [member.entity, member]))
  const columns: ValueColumn[] = []
  const add = (
    metric: string,
    of: (asked: ParsedMember) => number | undefined,
    cadence: 'tick' | 'slow' = 'tick',
  ) => {
    const ask = (path: string) => {
      const asked = byPath.get(path)?.asked
      return asked && of(asked)
    }
    const column = valueColumn(metric, entities, ask, cadence)
    if (!seen.has(metric) && column.values.every(Number.isNaN)) return
    seen.add(metric)
    columns.push(column)
  }
  add('member.zxid_counter', (asked) => asked.srvr?.zxid.counter)
  add('member.epoch', (asked) => asked.srvr?.zxid.epoch)
  add('member.round_trip', (asked) => asked.raw.roundTripMs ?? undefined)
  monitorMetrics.forEach(({ key }, place) => add(key, (asked) => monitored(asked, key, place)))
  if (slow) {
    add('member.watching_sessions', (asked) => asked.wchs?.connections, 'slow')
    add('member.watched_paths', (asked) => asked.wchs?.paths, 'slow')
    add('member.data_dir_bytes', (asked) => sizeOf(asked, 'dataDirSize'), 'slow')
    add('member.log_dir_bytes', (asked) => sizeOf(asked, 'dataLogSize'), 'slow')
  }
  return columns
}

function monitored(asked: ParsedMember, key: string, place: number): number | undefined {
  const told = asked.mntr?.values[place]
  if (told !== undefined && !Number.isNaN(told)) return told
  return asked.srvr && fromSrvr[key]?.(asked.srvr)
}

/** @param slow what is asked once a minute was asked: otherwise its facts go on holding */
export function memberFacts({ members }: Known, entities: EntitySet, slow: boolean): readonly FactColumn[] {
  const byPath = new Map(members.map((member) => [member.entity, member]))
  const fact = (key: string, of: (member: KnownMember) => Json | undefined) =>
    factColumn(key, entities, (path) => {
      const member = byPath.get(path)
      return member && of(member)
    })
  return [
    fact('member.state', ({ asked }) => asked?.state ?? 'no-address'),
    fact('member.mode', ({ asked }) => asked?.srvr?.mode ?? null),
    fact(
      'member.why',
      (member) => member.asked?.why?.message ?? (member.asked ? null : noAddress(member).message),
    ),
    fact('member.voter', votes),
    fact('member.client', ({ client }) => client ?? null),
    fact('member.version', ({ asked }) => asked?.srvr?.version),
    fact('member.conf', ({ asked }) => asked?.conf && settingsOf(asked.conf)),
    fact('member.asks', ({ asked }) => (slow ? asked && doorsOf(asked) : undefined)),
    fact('member.zab', ({ asked }) => zabOf(asked)),
    fact('member.fed_by', (member) => (slow ? fedBy(member, members) : undefined)),
  ]
}

/** Of a member that doesn't serve any more no state holds. */
function zabOf(asked: ParsedMember | undefined): string | null | undefined {
  if (asked?.state !== 'serving') return null
  return asked.zabstate?.state
}

/** Told by whoever feeds it. Nobody says so: that says something only where all that serve were heard. */
function fedBy({ id }: KnownMember, members: readonly KnownMember[]): Json | undefined {
  for (const feeder of members) {
    const observer = feeder.asked?.observers?.find((one) => one.id === id)
    if (observer !== undefined) return { member: feeder.id, since: observer.since }
  }
  const serving = members.filter(({ asked }) => asked?.state === 'serving')
  return serving.every(({ asked }) => asked?.observers !== undefined) ? null : undefined
}

/** What `conf` says beside the settings: sizes, which move. */
const sizes: readonly string[] = ['dataDirSize', 'dataLogSize']

function sizeOf(asked: ParsedMember, key: string): number | undefined {
  const text = asked.state === 'serving' ? asked.conf?.settings.get(key) : undefined
  return text === undefined ? undefined : Number(text)
}

function settingsOf({ settings }: Conf): Json {
  return Object.fromEntries([...settings].filter(([key]) => !sizes.includes(key)))
}

/** As configured; of a member that no configuration can be matched with, by its role. */
function votes({ server, asked }: KnownMember): boolean | null {
  if (server !== undefined) return server.voter
  const mode = asked?.srvr?.mode
  if (mode === 'leader' || mode === 'follower') return true
  return mode === 'observer' ? false : null
}

/** For each ask by which door it was answered; undefined where the member failed as a whole. */
function doorsOf(asked: ParsedMember): Json | undefined {
  if (asked.state !== 'serving' && asked.state !== 'closed') return undefined
  const names = Object.keys(asks) as AskName[]
  const closed = new Set(asked.failures.filter(([, why]) => why.code === 'forbidden').map(([name]) => name))
  const doors = names.map(
    (name) => [name, closed.has(name) ? 'closed' : asked.raw.replies[name]?.door] as const,
  )
  return Object.fromEntries(doors.flatMap(([name, door]) => (door === undefined ? [] : [[name, door]])))
}

/** Who did not answer, and what was refused by those who did. */
export function memberGaps({ members }: Known): readonly Gap[] {
  return members.flatMap((member) => {
    if (member.asked === undefined) return [noAddress(member)]
    const { why, failures } = member.asked
    const all = why === undefined ? failures : [['srvr', why] as const, ...failures]
    return all.map(([ask, { code, message, fix }]) => ({
      entity: member.entity,
      ask,
      code,
      message,
      ...(fix === undefined ? {} : { fix }),
    }))
  })
}

function noAddress({ entity, id }: KnownMember): Gap {
  return {
    entity,
    ask: 'srvr',
    code: 'not-found',
    message: `The ensemble’s configuration gives no client address of server ${id}`,
    fix: `Add the host:port of server ${id} to the target`,
  }
}
