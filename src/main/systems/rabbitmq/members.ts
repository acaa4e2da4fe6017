import { addressOf, parseAddress } from '../base/address.ts'
import type { HttpWay } from '../base/http-line.ts'
import { managementProtocols, prometheusProtocols, type Listener } from './discovery.ts'
import { NodeLine } from './node-line.ts'
import { PrometheusLine } from './prometheus-line.ts'

/** More nodes than this are not looked for. */
const mostNodes = 64
/** From the management's port to that of the Prometheus endpoint, in the defaults: 15672, 15692. */
const prometheusOffset = 20

/** The nodes of a cluster, each with its management and its Prometheus endpoint. */
export class Members implements Disposable {
  readonly #way: HttpWay
  readonly #lines = new Map<string, NodeLine>()
  readonly prometheus = new Map<string, PrometheusLine>()
  /** The target names the endpoints: none is guessed. */
  readonly #areNamed: boolean
  /** By the node's name. */
  readonly #told = new Map<string, string>()

  constructor(addresses: readonly string[], way: HttpWay, prometheus: readonly string[]) {
    this.#way = way
    this.#areNamed = prometheus.length > 0
    for (const address of addresses) this.#lines.set(address, new NodeLine(address, way, true))
    for (const address of prometheus) this.#addPrometheus(address)
    if (!this.#areNamed) for (const address of addresses) this.#addPrometheus(besides(address))
  }

  /** One for each node: of two addresses of one node the one that was there first. */
  get lines(): readonly NodeLine[] {
    const names = new Set<string>()
    return [...this.#lines.values()].filter(({ name }) => {
      if (name === undefined) return true
      const isNew = !names.has(name)
      names.add(name)
      return isNew
    })
  }

  /** Those that the nodes tell of are asked from now on, where they are not yet. */
  meet(listeners: readonly Listener[]): void {
    const managements = listeners.filter(({ protocol }) => managementProtocols.has(protocol))
    this.#adopt(managements)
    const known = new Set(this.lines.map(({ name }) => name))
    for (const { node, address } of managements) {
      if (address === undefined || known.has(node) || this.#lines.size >= mostNodes) continue
      if (this.#lines.has(address)) continue
      const line = new NodeLine(address, this.#way, false)
      line.name = node
      this.#lines.set(address, line)
      known.add(node)
    }
    if (!this.#areNamed) this.#meetPrometheus(listeners)
  }

  /** Which endpoint is which node's: as it says itself, as its peers say, or as the defaults have it. */
  prometheusOf(line: NodeLine): PrometheusLine | undefined {
    const all = [...this.prometheus.values()]
    const bySelf = line.name === undefined ? undefined : all.find(({ name }) => name === line.name)
    if (bySelf !== undefined) return bySelf
    const told = line.name === undefined ? undefined : this.#told.get(line.name)
    const beside = this.#areNamed ? this.#inOrder(line) : besides(line.address)
    const found = this.prometheus.get(told ?? beside ?? '')
    return found?.name === undefined || found.name === line.name || line.name === undefined
      ? found
      : undefined
  }

  /** A node that never said its name has that of its Prometheus endpoint. */
  match(): void {
    for (const line of this.lines) line.name ??= this.prometheusOf(line)?.name
  }

  [Symbol.dispose](): void {
    for (const line of [...this.#lines.values(), ...this.prometheus.values()]) line[Symbol.dispose]()
  }

  /** Who hangs from the start never said its name: the only listener on its port does. */
  #adopt(managements: readonly Listener[]): void {
    const named = new Set(this.lines.map(({ name }) => name))
    for (const line of this.#lines.values()) {
      if (line.name !== undefined) continue
      const { port } = parseAddress(line.address)
      const fitting = managements.filter(
        ({ node, address }) =>
          !named.has(node) && address !== undefined && parseAddress(address).port === port,
      )
      if (fitting.length === 1) line.name = fitting[0]?.node
    }
  }

  #meetPrometheus(listeners: readonly Listener[]): void {
    for (const { node, protocol, address } of listeners) {
      if (!prometheusProtocols.has(protocol) || address === undefined) continue
      this.#told.set(node, address)
      this.#addPrometheus(address)
    }
    // what was only guessed, and answers nothing, is forgotten once it is told where they are
    const told = new Set(this.#told.values())
    if (told.size === 0) return
    for (const [address, line] of this.prometheus)
      if (!told.has(address) && line.failure !== undefined) {
        line[Symbol.dispose]()
        this.prometheus.delete(address)
      }
  }

  #addPrometheus(address: string): void {
    if (!this.prometheus.has(address)) this.prometheus.set(address, new PrometheusLine(address, this.#way))
  }

  /** Endpoints that the target names are taken to be in the order of its addresses. */
  #inOrder(line: NodeLine): string | undefined {
    const index = [...this.#lines.keys()].indexOf(line.address)
    return [...this.prometheus.keys()][index]
  }
}

function besides(address: string): string {
  const { host, port } = parseAddress(address)
  return addressOf(host, Math.min(65_535, port + prometheusOffset))
}
