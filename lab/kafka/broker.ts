import { ProcessServer, type ServerPlan } from '../host/server.ts'
import type { Keeper } from '../host/keeper.ts'

/** Which ports of 127.0.0.1 a broker listens on. */
export interface BrokerPorts {
  readonly id: number
  readonly clientPort: number
  /** KRaft only. */
  readonly controllerPort?: number
  /** Only with `sasl`. */
  readonly saslPort?: number
}

export class KafkaServer extends ProcessServer {
  /** `127.0.0.1:port` of the KRaft controller listener; undefined on ZooKeeper. */
  readonly controllerEndpoint: string | undefined
  /** `127.0.0.1:port` of the SASL_PLAINTEXT listener; undefined without `sasl`. */
  readonly saslEndpoint: string | undefined

  constructor(keeper: Keeper, plan: ServerPlan, ports: BrokerPorts) {
    super(keeper, plan)
    this.controllerEndpoint = endpointOf(ports.controllerPort)
    this.saslEndpoint = endpointOf(ports.saslPort)
  }
}

function endpointOf(port: number | undefined): string | undefined {
  return port === undefined ? undefined : `127.0.0.1:${port}`
}
