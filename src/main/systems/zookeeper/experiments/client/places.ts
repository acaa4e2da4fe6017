import type { Connection } from '../../../system.ts'
import { parseOptions } from '../../options.ts'
import type { ClientOptions } from './znode-client.ts'

/** The znode under which a target's experiments take place: its chroot. */
export const rootOf = (connection: Connection): string => parseOptions(connection.options).chroot

/** `/a` + `b` → `/a/b`; the root itself has no name. */
export const below = (parent: string, name: string): string =>
  parent === '/' ? `/${name}` : `${parent}/${name}`

/** The number that the server put at the end of a sequential znode's name: ten digits. */
export const sequenceOf = (name: string): number => Number(name.slice(-10))

/** How a client of an experiment gets to the ensemble: plain data, for its thread. */
export function sessionOf(connection: Connection, index: number, sessionTimeoutMs: number): ClientOptions {
  const { credentials, options } = connection
  return {
    endpoints: endpointsFrom(connection, index),
    sessionTimeoutMs,
    credentials,
    tls: parseOptions(options).tls,
  }
}

/** Every client begins at another member, so that what is seen doesn't hang on one. */
function endpointsFrom(connection: Connection, index: number): readonly string[] {
  const { endpoints } = connection
  const first = index % Math.max(1, endpoints.length)
  return [...endpoints.slice(first), ...endpoints.slice(0, first)]
}
