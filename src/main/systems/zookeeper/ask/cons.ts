import { numberOf, parseAdminJson, recordsOf, type JsonRecord } from './admin-json.ts'
import type { Ask } from './ask.ts'
import { sessionId } from './session-id.ts'

/**
 * The connections of one member. Those without a session (other four-letter words) are left out.
 *
 *      /127.0.0.1:58616[0](queued=0,recved=1,sent=0)
 *      /127.0.0.1:58592[1](queued=0,recved=12,sent=12,sid=0x2000014c6410000,lop=PING,est=1795265714339,to=6000,
 *        lcxid=0x6b0194ba,lzxid=0x100000008,lresp=1415731,llat=1,minlat=0,avglat=8,maxlat=32)
 *
 * `lresp` is on the member's own clock, which no answer reads out: ms since an instant that differs by machine.
 * AdminServer `connections`: `session_id` as a signed number, `last_response_time`, `session_timeout`, …
 */
export interface ConnectionRow {
  /** 0x… */
  readonly session: string
  /** `host:port` */
  readonly client: string
  readonly timeoutMs: number
  readonly queued: number
  readonly received: number
  readonly sent: number
  /** ms on the member's clock. */
  readonly lastResponse: number
  readonly latencyAvg: number
}

export const cons: Ask<readonly ConnectionRow[]> = {
  word: 'cons',
  command: 'connections',
  parse: (reply) => (reply.door === '4lw' ? fromText(reply.text) : fromAdmin(parseAdminJson(reply.text))),
}

function fromText(text: string): readonly ConnectionRow[] {
  const rows: ConnectionRow[] = []
  for (const line of text.split('\n')) {
    const open = line.indexOf('(')
    if (open < 0 || !line.includes('sid=')) continue
    const fields = fieldsOf(line.slice(open + 1, line.lastIndexOf(')')))
    const number = (key: string) => Number(fields.get(key) ?? NaN)
    rows.push({
      session: sessionId(fields.get('sid') ?? '0x0'),
      client: clientOf(line.slice(0, line.lastIndexOf('[', open))),
      timeoutMs: number('to'),
      queued: number('queued'),
      received: number('recved'),
      sent: number('sent'),
      lastResponse: number('lresp'),
      latencyAvg: number('avglat'),
    })
  }
  return rows
}

function fieldsOf(text: string): Map<string, string> {
  return new Map(
    text.split(',').map((field) => {
      const at = field.indexOf('=')
      return [field.slice(0, at), field.slice(at + 1)]
    }),
  )
}

/** Java writes a socket's address as `name/address:port`, the name often empty. */
function clientOf(text: string): string {
  return text.slice(text.indexOf('/') + 1).trim()
}

function fromAdmin(json: JsonRecord): readonly ConnectionRow[] {
  const all = [...recordsOf(json['connections']), ...recordsOf(json['secure_connections'])]
  return all.filter((row) => row['session_id'] !== undefined && row['session_id'] !== 0).map(fromRecord)
}

function fromRecord(row: JsonRecord): ConnectionRow {
  return {
    session: sessionId(String(row['session_id'])),
    client: clientOf(String(row['remote_socket_address'])),
    timeoutMs: numberOf(row['session_timeout']),
    queued: numberOf(row['outstanding_requests']),
    received: numberOf(row['packets_received']),
    sent: numberOf(row['packets_sent']),
    lastResponse: numberOf(row['last_response_time']),
    latencyAvg: numberOf(row['avg_latency']),
  }
}
