/**
 * Addresses in as little room as tells them apart: `:7001` where all are on one host, `.11` where all share a port and
 * the first parts of the address, `redis-2` where they share the domain. The full one belongs in a hint beside it.
 */
export function shortNames(addresses: readonly string[]): (address: string) => string {
  const parts = [...new Set(addresses)].map(split)
  const hosts = new Set(parts.map(({ host }) => host))
  const ports = new Set(parts.map(({ port }) => port))
  if (parts.length < 2) return (address) => address
  if (hosts.size === 1) return (address) => `:${split(address).port}`
  const shorten = shortHost([...hosts])
  return (address) => {
    const { host, port } = split(address)
    return ports.size === 1 ? shorten(host) : `${shorten(host)}:${port}`
  }
}

/** The port is what stands behind the last colon; hosts may be IPv6. */
function split(address: string): { readonly host: string; readonly port: string } {
  const at = address.lastIndexOf(':')
  return at < 0 ? { host: address, port: '' } : { host: address.slice(0, at), port: address.slice(at + 1) }
}

/** IPv4 addresses lose the bytes they share at the front, names the parts they share at the end. */
function shortHost(hosts: readonly string[]): (host: string) => string {
  const labels = hosts.map((host) => host.split('.'))
  if (hosts.every((host) => /^\d+(\.\d+){3}$/.test(host))) {
    const shared = countShared(labels, (parts, i) => parts[i])
    return (host) => (shared === 0 ? host : `.${host.split('.').slice(shared).join('.')}`)
  }
  if (hosts.some((host) => host.includes(':'))) return (host) => host
  const shared = countShared(labels, (parts, i) => parts[parts.length - 1 - i])
  return (host) => {
    const own = host.split('.')
    return own.slice(0, Math.max(1, own.length - shared)).join('.')
  }
}

function countShared(
  all: readonly (readonly string[])[],
  at: (parts: readonly string[], i: number) => string | undefined,
): number {
  const first = all[0] ?? []
  let shared = 0
  while (shared < first.length - 1 && all.every((parts) => at(parts, shared) === at(first, shared)))
    shared += 1
  return shared
}
