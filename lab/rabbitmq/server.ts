import type { Keeper } from '../host/keeper.ts'
import { ProcessServer, type ServerPlan } from '../host/server.ts'
import type { NodePorts } from './node-config.ts'

/** One node. Its endpoint is that of its management, by which it is observed. */
export class RabbitServer extends ProcessServer {
  /** Among Erlang's nodes, e.g. `rabbit-1@localhost`: what RabbitMQ itself calls it. */
  readonly nodeName: string
  /** `127.0.0.1:port` of its clients. */
  readonly amqpEndpoint: string
  /** `http(s)://127.0.0.1:port`, + `/api/overview`. */
  readonly managementUrl: string
  /** `http(s)://127.0.0.1:port`, + `/metrics`. */
  readonly prometheusUrl: string

  constructor(keeper: Keeper, plan: ServerPlan, ports: NodePorts, isTls: boolean) {
    super(keeper, plan)
    const web = isTls ? 'https' : 'http'
    this.nodeName = nodeNameOf(plan.id)
    this.amqpEndpoint = `127.0.0.1:${ports.amqp}`
    this.managementUrl = `${web}://127.0.0.1:${ports.management}`
    this.prometheusUrl = `${web}://127.0.0.1:${ports.prometheus}`
  }
}

export function nodeNameOf(id: number): string {
  return `rabbit-${id}@localhost`
}
