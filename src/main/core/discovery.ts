import type { FoundServer } from '../../shared/api/targets.ts'
import { withDeadline } from '../../shared/base/deadline.ts'
import { catalogues } from '../../shared/systems/index.ts'
import type { System } from '../systems/system.ts'

/** A server on this machine answers at once, or isn't one. */
const probeLimitMs = 1_500

/** Servers on this machine's default ports that aren't observed yet. Looks at loopback only. */
export async function discover(
  systems: readonly System[],
  observed: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundServer[]> {
  const known = new Set(observed.map(loopback))
  const probes = systems.flatMap((system) => {
    const catalogue = catalogues[system.id]
    const endpoints = (catalogue?.localPorts ?? []).map((port) => `127.0.0.1:${port}`)
    const scheme = catalogue?.schemes[0] ?? system.id
    return endpoints
      .filter((endpoint) => !known.has(endpoint))
      .map(async (endpoint): Promise<FoundServer[]> =>
        (await isThere(system, endpoint, signal))
          ? [{ system: system.id, endpoint, url: `${scheme}://${endpoint}` }]
          : [],
      )
  })
  return (await Promise.all(probes)).flat()
}

async function isThere(system: System, endpoint: string, signal: AbortSignal): Promise<boolean> {
  try {
    return await withDeadline(probeLimitMs, endpoint, signal, (stop) => system.probe(endpoint, stop))
  } catch {
    // whatever it is, it isn't a server of this system that we could talk to
    signal.throwIfAborted()
    return false
  }
}

/** The three names of this machine as one. */
function loopback(endpoint: string): string {
  return endpoint.replace(/^(localhost|\[::1\]):/, '127.0.0.1:')
}
