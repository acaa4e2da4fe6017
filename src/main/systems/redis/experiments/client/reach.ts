import type { Connection } from '../../../system.ts'
import type { Way } from '../../ask/link.ts'
import { parseOptions } from '../../options.ts'

/** How the servers of a target are reached: plain data, so that it may go to a client's thread. Holds secrets. */
export interface Reach extends Pick<Connection, 'endpoints' | 'options'> {
  readonly credentials?: NonNullable<Connection['credentials']>
}

export function reachOf({ endpoints, options, credentials }: Connection): Reach {
  return { endpoints, options, ...(credentials === undefined ? {} : { credentials }) }
}

/** @param address as the deployment itself names the server */
export function wayTo(address: string, { options, credentials }: Reach): Way {
  const { tls, sentinelAuthFile, dialled } = parseOptions(options)
  return { dialled: dialled(address), credentials, tls, sentinelAuthFile }
}
