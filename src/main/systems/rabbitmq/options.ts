import { parseEndpoints } from '../../../shared/base/connection-string.ts'
import { parseTls, type TlsOptions } from '../base/tls.ts'
import type { Connection } from '../system.ts'

/** What a target's connection string says beside the addresses. */
export interface Options {
  /** Virtual hosts to look at; empty: all that the user may see. */
  readonly vhosts: readonly string[]
  readonly tls: TlsOptions | undefined
  /** Prometheus endpoints; empty: where each node says that it has one, else its management's port + 20. */
  readonly prometheus: readonly string[]
}

/**
 * - `vhost=shop,billing`: only these virtual hosts
 * - `prometheus=h:15692,h2:15692`: where the nodes' Prometheus endpoints are reached from here
 * - `tls=on` or `tls=unverified`, `ca=…`, `cert=…`, `key=…`
 * - `amqp=h:5672`: for experiments; observing doesn't need it
 * @throws OrreryError `invalid`
 */
export function parseOptions(options: Connection['options']): Options {
  const prometheus = options['prometheus'] ?? ''
  return {
    vhosts: namesIn(options['vhost'] ?? ''),
    tls: parseTls(options),
    prometheus: prometheus === '' ? [] : parseEndpoints(prometheus, 15_692),
  }
}

function namesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
