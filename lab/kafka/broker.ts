import { ProcessServer, type ServerPlan } from '../host/server.ts'
import type { Keeper } from '../host/keeper.ts'
import type { Proxy } from '../net/proxy.ts'

/** Which ports of 127.0.0.1 a broker listens on. */
export interface BrokerPorts {
  readonly id: number
  readonly clientPort: number
  /** KRaft only. */
  readonly controllerPort?: number
  /** Only with `tls`. */
  readonly tlsPort?: number
  /** Only with `sasl`. */
  readonly saslPort?: number
  /** Only with `proxied`: a plain listener that advertises the proxy in front of it. */
  readonly proxied?: { readonly port: number; readonly proxy: Proxy }
}

export class KafkaServer extends ProcessServer {
  /** `127.0.0.1:port` of the KRaft controller listener; undefined on ZooKeeper. */
  readonly controllerEndpoint: string | undefined
  /** `127.0.0.1:port` of the SSL listener; undefined without `tls`. */
  readonly tlsEndpoint: string | undefined
  /** `127.0.0.1:port` of the SASL_PLAINTEXT listener, with `tls` of the SASL_SSL one; undefined without `sasl`. */
  readonly saslEndpoint: string | undefined
  /** In front of a plain listener of its own; undefined without `proxied`. */
  readonly proxy: Proxy | undefined

  constructor(keeper: Keeper, plan: ServerPlan, ports: BrokerPorts) {
    super(keeper, plan)
    this.controllerEndpoint = endpointOf(ports.controllerPort)
    this.tlsEndpoint = endpointOf(ports.tlsPort)
    this.saslEndpoint = endpointOf(ports.saslPort)
    this.proxy = ports.proxied?.proxy
  }
}

function endpointOf(port: number | undefined): string | undefined {
  return port === undefined ? undefined : `127.0.0.1:${port}`
}
