import { type Attributes, claimIn, numberIn, textIn } from './attributes.ts'
import type { Serving } from './broker-keys.ts'
import { Family } from './family.ts'
import { bridges, connectors, networkConnectors } from './readings.ts'
import { atLeastZero, brokerBean, type Columns } from './sample-brokers.ts'
import { record } from '../base/reading.ts'

/** Connectors for clients and for the network, and the bridges that stand: what every sample tells. */
export class NetworkFold {
  readonly #connectors = new Family('tick')
  readonly #networkConnectors = new Family('tick')
  readonly #bridges = new Family('tick')

  columns({ brokers }: Serving): Columns {
    const all = [...brokers]
    this.#connectors.take(new Map(all.map(([key, endpoint]) => [key, connectors(key, endpoint)])))
    this.#networkConnectors.take(
      new Map(all.map(([key, endpoint]) => [key, networkConnectors(key, endpoint)])),
    )
    this.#bridges.take(new Map(all.map(([key, endpoint]) => [key, bridges(key, endpoint)])))
    const urls = new Map(
      all.map(([key, endpoint]) => [key, record(brokerBean(endpoint)?.['TransportConnectors'])]),
    )
    return {
      values: [
        this.#connectors.value('connector.refused', (bean) =>
          atLeastZero(numberIn(bean, 'MaxConnectionExceededCount')),
        ),
        this.#networkConnectors.value('networkconnector.exceptions', (bean) =>
          numberIn(bean, 'BridgeExceptionCount'),
        ),
        this.#bridges.value('bridge.out', (bean) => numberIn(bean, 'DequeueCounter')),
        this.#bridges.value('bridge.in', (bean) => numberIn(bean, 'ReceivedCounter')),
      ],
      facts: [
        this.#connectors.fact('connector.about', (bean, path) => {
          const [, key = '', name = ''] = path.split('/')
          return { url: textIn(urls.get(key), name), isStarted: claimIn(bean, 'Started') }
        }),
        this.#networkConnectors.fact('networkconnector.about', aboutConnector),
        this.#networkConnectors.fact(
          'networkconnector.started',
          (bean) => claimIn(bean, 'Started') ?? undefined,
        ),
        this.#networkConnectors.fact('networkconnector.bridges', (_, path) => this.#remotesOf(path)),
        this.#bridges.fact('bridge.about', aboutBridge),
      ],
    }
  }

  /** Names of the brokers that a network connector has a bridge to. */
  #remotesOf(connector: string): string[] {
    const prefix = `bridge/${connector.slice('networkconnector/'.length)}/`
    return [...this.#bridges.fresh.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .sort()
  }
}

function aboutConnector(bean: Attributes) {
  return {
    isDuplex: claimIn(bean, 'Duplex'),
    messageTtl: numberIn(bean, 'MessageTTL') ?? null,
    consumerTtl: numberIn(bean, 'ConsumerTTL') ?? null,
    isConduit: claimIn(bean, 'ConduitSubscriptions'),
    isDynamicOnly: claimIn(bean, 'DynamicOnly'),
    isBridgingTemporary: claimIn(bean, 'BridgeTempDestinations'),
    decreasesPriority: claimIn(bean, 'DecreaseNetworkConsumerPriority'),
    user: textIn(bean, 'UserName'),
  }
}

function aboutBridge(bean: Attributes) {
  return {
    remote: textIn(bean, 'RemoteBrokerName'),
    local: textIn(bean, 'LocalAddress'),
    address: textIn(bean, 'RemoteAddress'),
    isAccepted: claimIn(bean, 'CreatedByDuplex'),
  }
}
