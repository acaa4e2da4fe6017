import type { Json } from '../../../shared/base/json.ts'
import { addressOf, parseAddress } from '../base/address.ts'
import { fieldsIn, listIn, numberIn, textIn, type Fields } from './ask/fields.ts'

/** Where a node says that it listens. */
export interface Listener {
  /** `rabbit@a` */
  readonly node: string
  readonly protocol: string
  /** `host:port`, as reached from here; undefined: it listens where we can't be. */
  readonly address: string | undefined
}

const anywhere = new Set(['0.0.0.0', '::', '', '0:0:0:0:0:0:0:0'])
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

/**
 * Listeners of all nodes, as `GET /api/overview` has them.
 * @param spoken address by which the node was reached that says so
 */
export function listenersIn(overview: Json | undefined, spoken: string): readonly Listener[] {
  const fields = fieldsIn(overview)
  const self = textIn(fields, 'node') ?? ''
  return listIn(fields['listeners']).map((listener) => listenerOf(listener, self, parseAddress(spoken).host))
}

function listenerOf(listener: Fields, self: string, spokenHost: string): Listener {
  const node = textIn(listener, 'node') ?? ''
  const host = hostOf(textIn(listener, 'ip_address') ?? '', node, self, spokenHost)
  const port = numberIn(listener, 'port')
  return {
    node,
    protocol: textIn(listener, 'protocol') ?? '',
    address: host === undefined || Number.isNaN(port) ? undefined : addressOf(host, port),
  }
}

function hostOf(ip: string, node: string, self: string, spokenHost: string): string | undefined {
  if (isLoopback(ip)) return isLoopback(spokenHost) ? spokenHost : undefined
  if (!anywhere.has(ip)) return ip
  const machine = (name: string) => name.slice(name.indexOf('@') + 1)
  return machine(node) === machine(self) ? spokenHost : machine(node)
}

export const managementProtocols: ReadonlySet<string> = new Set(['http', 'https'])
export const prometheusProtocols: ReadonlySet<string> = new Set(['http/prometheus', 'https/prometheus'])
