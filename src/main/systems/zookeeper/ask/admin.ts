import { OrreryError } from '../../../../shared/base/errors.ts'
import { HttpLine } from '../../base/http-line.ts'
import type { Meter } from '../../base/meter.ts'
import type { TlsOptions } from '../../base/tls.ts'

/** What a member may take for an answer; a sample's own deadline is shorter. */
const answerLimitMs = 60_000

export const secureScheme = 'https://'

/** Connections to AdminServers stay open between samples. */
export class AdminDoor implements Disposable {
  readonly #lines = new Map<string, HttpLine>()
  readonly #tls: TlsOptions | undefined

  /** @param tls of those that are asked by HTTPS */
  constructor(tls: TlsOptions | undefined) {
    this.#tls = tls
  }

  /**
   * `GET /commands/<command>` of an AdminServer.
   * @param admin `host:port` of the AdminServer, or `https://host:port`
   * @returns the JSON text as it came
   * @throws OrreryError `refused`, `name`, `tls`, `protocol` (another HTTP server), `unsupported` (no such command), or the signal's reason
   */
  async ask(admin: string, command: string, meter: Meter, signal: AbortSignal): Promise<string> {
    const path = `/commands/${command}`
    const { status, text } = await this.#lineTo(admin, meter).ask({ path }, answerLimitMs, signal)
    if (status === 200 && text.startsWith('{')) return text
    if (text.includes('not currently serving')) return '{"error":"not currently serving requests"}'
    throw refusal(admin, command, status)
  }

  #lineTo(admin: string, meter: Meter): HttpLine {
    const tls = admin.startsWith(secureScheme) ? this.#tls : undefined
    const address = admin.replace(secureScheme, '')
    const line = this.#lines.get(admin) ?? new HttpLine(address, { tls, credentials: undefined }, meter)
    this.#lines.set(admin, line)
    return line
  }

  [Symbol.dispose](): void {
    for (const line of this.#lines.values()) line[Symbol.dispose]()
  }
}

function refusal(admin: string, command: string, status: number): OrreryError {
  const details = { admin, command, status }
  // a server that doesn't serve fails some commands with an error page instead of an answer
  if (status === 500)
    return new OrreryError('unsupported', `AdminServer ${admin} failed at ${command}`, { details })
  if (status === 403)
    return new OrreryError('forbidden', `AdminServer ${admin} refuses ${command}`, { details })
  return new OrreryError('protocol', `${admin} is no ZooKeeper AdminServer: it answered ${status}`, {
    details,
  })
}
