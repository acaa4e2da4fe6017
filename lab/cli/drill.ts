import { LabError } from '../lab-error.ts'
import type { ProcessServer } from '../host/server.ts'
import type { Drill } from './arguments.ts'
import type { ServerStatus } from './control.ts'
import type { Started } from './kinds.ts'

/** Those of the cluster itself first, then of what it stands on. */
export function serversOf({ cluster, serversBelow = [] }: Started): readonly ProcessServer[] {
  return [...cluster.servers, ...serversBelow]
}

export function statusOf(server: ProcessServer): ServerStatus {
  const { name, endpoint, pid, paused } = server
  if (pid === undefined) return { name, endpoint, state: 'down' }
  return { name, endpoint, pid, state: paused ? 'paused' : 'running' }
}

/**
 * @param server its number, or its name, e.g. `zookeeper-2`
 * @returns what to print
 */
export async function runDrill(started: Started, drill: Drill, server: string): Promise<string> {
  const servers = serversOf(started)
  const found = servers.find(({ id, name }) => name === server || String(id) === server)
  if (!found)
    throw new LabError(`No server ${server}; there are ${servers.map(({ name }) => name).join(', ')}`)
  if (drill === 'logs') return found.logs()
  await found[drill]()
  return `${found.name} is ${statusOf(found).state}`
}
