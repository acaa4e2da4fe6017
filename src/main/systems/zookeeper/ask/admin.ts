import { Agent, get } from 'node:http'
import { OrreryError } from '../../../../shared/base/errors.ts'
import { parseEndpoint } from './endpoint.ts'
import type { Meter } from '../../base/meter.ts'
import { networkError } from './network-error.ts'

/** Connections to AdminServers stay open between samples. */
export class AdminDoor implements Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 })

  /**
   * `GET /commands/<command>` of an AdminServer.
   * @param admin `host:port` of the AdminServer
   * @returns the JSON text as it came
   * @throws OrreryError `refused`, `name`, `protocol` (another HTTP server), `unsupported` (no such command), or the signal's reason
   */
  async ask(admin: string, command: string, meter: Meter, signal: AbortSignal): Promise<string> {
    const started = performance.now()
    const path = `/commands/${command}`
    const { status, text } = await this.#get(admin, path, signal)
    meter.add({
      requests: 1,
      sentBytes: path.length,
      receivedBytes: Buffer.byteLength(text),
      ms: performance.now() - started,
    })
    if (status === 200 && text.startsWith('{')) return text
    if (text.includes('not currently serving')) return '{"error":"not currently serving requests"}'
    throw refusal(admin, command, status)
  }

  #get(admin: string, path: string, signal: AbortSignal): Promise<{ status: number; text: string }> {
    const { host, port } = parseEndpoint(admin)
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) =>
        reject(signal.aborted ? (signal.reason as Error) : networkError(error, admin))
      const request = get({ host, port, path, agent: this.#agent, signal }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        )
        response.on('error', fail)
      })
      request.on('error', fail)
    })
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}

function refusal(admin: string, command: string, status: number): OrreryError {
  const details = { admin, command, status }
  // a server that doesn't serve fails some commands with an error page instead of an answer
  if (status === 500)
    return new OrreryError('unsupported', `AdminServer ${admin} failed at ${command}`, { details })
  if (status === 401 || status === 403)
    return new OrreryError('forbidden', `AdminServer ${admin} refuses ${command}`, { details })
  return new OrreryError('protocol', `${admin} is no ZooKeeper AdminServer: it answered ${status}`, {
    details,
  })
}
