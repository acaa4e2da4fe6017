import { isRecord, parseAdminJson, stringsOf, type JsonRecord } from './admin-json.ts'
import type { Ask } from './ask.ts'
import { sessionId } from './session-id.ts'

/**
 * The sessions of the whole ensemble and what they own, as one member knows them. A follower or observer:
 *
 *     SessionTracker dump:
 *     Global Sessions(1):
 *     0x2000014c6410000<TAB>6000ms
 *     ephemeral nodes dump:
 *     Sessions with Ephemerals (1):
 *     0x2000014c6410000:
 *     <TAB>/locks/invoice/lock-0000000000
 *     Connections dump:
 *     …
 *
 * The leader has `Session Sets (4)/(1):` instead, `1 expire at Sat Nov 21 12:55:25 UTC 2026:` and the sessions below
 * it, without their timeouts. AdminServer `dump`: `expiry_time_to_session_ids` (empty but on the leader) and
 * `session_id_to_ephemeral_paths`.
 */
export interface Dump {
  /** Every session that is named, with its timeout where that is told, in ms. */
  readonly sessions: ReadonlyMap<string, number | undefined>
  readonly ephemerals: ReadonlyMap<string, readonly string[]>
  /** The list of sessions is whole; AdminServer of a follower lists only those with ephemerals. */
  readonly whole: boolean
}

export const dump: Ask<Dump> = {
  word: 'dump',
  command: 'dump',
  parse: (reply) => (reply.door === '4lw' ? fromText(reply.text) : fromAdmin(parseAdminJson(reply.text))),
}

const sessionLine = /^\s*(0x[0-9a-f]+)(?:\s+(\d+)ms)?(:?)\s*$/i

function fromText(text: string): Dump {
  const sessions = new Map<string, number | undefined>()
  const ephemerals = new Map<string, string[]>()
  let owned: string[] | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('Connections dump')) break
    if (line.startsWith('\t/')) {
      owned?.push(line.slice(1))
      continue
    }
    const [, id, timeout, colon] = sessionLine.exec(line) ?? []
    if (id === undefined) continue
    const session = sessionId(id)
    if (colon === ':') ephemerals.set(session, (owned = []))
    else sessions.set(session, timeout === undefined ? undefined : Number(timeout))
  }
  addOwners(sessions, ephemerals)
  return { sessions, ephemerals, whole: text.includes('Sessions(') || text.includes('Session Sets') }
}

function fromAdmin(json: JsonRecord): Dump {
  const sessions = new Map<string, number | undefined>()
  const ephemerals = new Map<string, readonly string[]>()
  const expiries = Object.values(recordOf(json, 'expiry_time_to_session_ids'))
  for (const ids of expiries) for (const id of stringsOf(ids)) sessions.set(sessionId(id), undefined)
  for (const [id, paths] of Object.entries(recordOf(json, 'session_id_to_ephemeral_paths')))
    ephemerals.set(sessionId(id), stringsOf(paths))
  addOwners(sessions, ephemerals)
  return { sessions, ephemerals, whole: expiries.length > 0 }
}

function recordOf(json: JsonRecord, key: string): JsonRecord {
  const value = json[key]
  return isRecord(value) ? value : {}
}

/** An owner is a session, also where the list of sessions doesn't name it. */
function addOwners(
  sessions: Map<string, number | undefined>,
  ephemerals: ReadonlyMap<string, unknown>,
): void {
  for (const owner of ephemerals.keys()) if (!sessions.has(owner)) sessions.set(owner, undefined)
}
