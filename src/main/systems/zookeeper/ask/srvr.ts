import { OrreryError } from '../../../../shared/base/errors.ts'
import type { MemberMode } from '../../../../shared/systems/zookeeper-views.ts'
import { isRecord, numberOf, parseAdminJson, stringOf, type JsonRecord } from './admin-json.ts'
import { pairsOf, type Ask } from './ask.ts'
import { parseZxid, type Zxid } from './zxid.ts'

/**
 * The basic view of a member, the only word that is open by default.
 *
 *     Zookeeper version: 3.9.5-293c895a8d966a3ecb92872be4a1daf87d725da2, built on 2026-02-11 20:18 UTC
 *     Latency min/avg/max: 0/9.1818/32
 *     Received: 15
 *     Sent: 16
 *     Connections: 2
 *     Outstanding: 0
 *     Zxid: 0x100000008
 *     Mode: follower
 *     Node count: 12
 *
 * AdminServer `server_stats`: the same under `server_stats` (`server_state`, `last_processed_zxid`, …), beside
 * `version`, `read_only` and `node_count`.
 */
export interface Srvr {
  /** "3.9.5" */
  readonly version: string
  readonly mode: MemberMode | undefined
  readonly zxid: Zxid
  /** ms; since the server's start. */
  readonly latencyAvg: number
  readonly latencyMax: number
  readonly received: number
  readonly sent: number
  readonly connections: number
  readonly outstanding: number
  readonly znodes: number
}

export const srvr: Ask<Srvr> = {
  word: 'srvr',
  command: 'server_stats',
  parse: (reply) => (reply.door === '4lw' ? fromText(reply.text) : fromAdmin(parseAdminJson(reply.text))),
}

function fromText(text: string): Srvr {
  const said = new Map(pairsOf(text, ':'))
  const number = (key: string) => Number(said.get(key) ?? NaN)
  const zxid = said.get('Zxid')
  if (zxid === undefined) throw new OrreryError('protocol', `No answer to srvr: “${text.slice(0, 60)}”`)
  const [, avg, max] = (said.get('Latency min/avg/max') ?? '').split('/').map(Number)
  return {
    version: shortVersion(said.get('Zookeeper version')),
    mode: modeOf(said.get('Mode')),
    zxid: parseZxid(zxid),
    latencyAvg: avg ?? NaN,
    latencyMax: max ?? NaN,
    received: number('Received'),
    sent: number('Sent'),
    connections: number('Connections'),
    outstanding: number('Outstanding'),
    znodes: number('Node count'),
  }
}

function fromAdmin(json: JsonRecord): Srvr {
  const stats = json['server_stats']
  if (!isRecord(stats)) throw new OrreryError('protocol', 'AdminServer gave no server_stats')
  const zxid = stats['last_processed_zxid']
  return {
    version: shortVersion(stringOf(json['version'])),
    mode: json['read_only'] === true ? 'read-only' : modeOf(stringOf(stats['server_state'])),
    zxid: parseZxid(String(zxid)),
    latencyAvg: numberOf(stats['avg_latency']),
    latencyMax: numberOf(stats['max_latency']),
    received: numberOf(stats['packets_received']),
    sent: numberOf(stats['packets_sent']),
    connections: numberOf(stats['num_alive_client_connections']),
    outstanding: numberOf(stats['outstanding_requests']),
    znodes: numberOf(json['node_count']),
  }
}

/** "3.9.5-293c…, built on …" → "3.9.5" */
export function shortVersion(text: string | undefined): string {
  return /^\d[\d.]*\d/.exec(text ?? '')?.[0] ?? text ?? ''
}

const modes: readonly MemberMode[] = ['leader', 'follower', 'observer', 'standalone', 'read-only']

function modeOf(text: string | undefined): MemberMode | undefined {
  return modes.find((mode) => mode === text)
}
