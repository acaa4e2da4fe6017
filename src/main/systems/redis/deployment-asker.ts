import type { Cost } from '../sample.ts'
import { parseInfo } from './ask/info.ts'
import type { RawServer } from './raw.ts'
import { ServerLine, type LineOptions } from './server-line.ts'

/** More servers than this are not looked for. */
const mostServers = 500

/** Asks all servers and sentinels: those of the target, and those that they name. */
export class DeploymentAsker implements Disposable {
  readonly #options: LineOptions
  readonly #given: ReadonlySet<string>
  readonly #lines = new Map<string, ServerLine>()
  /** Addresses of the target by which a server is reached that the others name otherwise: not asked meanwhile. */
  readonly #aliases = new Set<string>()

  constructor(addresses: readonly string[], options: LineOptions) {
    this.#options = options
    this.#given = new Set(addresses)
    this.#meet(addresses)
  }

  get lines(): readonly ServerLine[] {
    return [...this.#lines.values()]
  }

  /** Those that are mentioned are asked from now on; who is mentioned no more, and isn't the target's, is let go. */
  know(mentioned: readonly string[]): readonly string[] {
    const before = new Set(this.#lines.keys())
    this.#meet(mentioned)
    const wanted = new Set([...mentioned, ...this.#given])
    for (const [address, line] of this.#lines)
      if (!wanted.has(address)) {
        line[Symbol.dispose]()
        this.#lines.delete(address)
      }
    return [...this.#lines.keys()].filter((address) => !before.has(address))
  }

  /** Asks every server for what is due, all at once. */
  async observe(slow: boolean, signal: AbortSignal): Promise<readonly RawServer[]> {
    // a name may lead elsewhere by now
    if (slow) this.#aliases.clear()
    const asked = this.lines.filter(({ address }) => !this.#aliases.has(address))
    const servers = await Promise.all(asked.map((line) => line.observe(slow, signal)))
    return this.#withoutTwins(servers)
  }

  /** What was asked since the last call, by address. */
  takeCost(): Cost[] {
    return this.lines.map((line) => line.meter.take()).filter(({ requests }) => requests > 0)
  }

  [Symbol.dispose](): void {
    for (const line of this.lines) line[Symbol.dispose]()
  }

  #meet(addresses: readonly string[]): void {
    for (const address of addresses)
      if (!this.#lines.has(address) && this.#lines.size < mostServers)
        this.#lines.set(address, new ServerLine(address, this.#options))
  }

  /** One process that answers at two addresses is one server: it is called as its peers call it. */
  #withoutTwins(servers: readonly RawServer[]): readonly RawServer[] {
    const byRun = new Map<string, RawServer>()
    for (const server of servers) {
      const run = runIdOf(server)
      if (run === undefined) continue
      const other = byRun.get(run)
      if (other === undefined) byRun.set(run, server)
      else {
        const alias = this.#given.has(server.address) ? server : other
        this.#aliases.add(alias.address)
        byRun.set(run, alias === server ? other : server)
      }
    }
    return servers.filter(({ address }) => !this.#aliases.has(address))
  }
}

function runIdOf({ replies }: RawServer): string | undefined {
  return typeof replies.INFO === 'string' ? parseInfo(replies.INFO).get('run_id') : undefined
}
