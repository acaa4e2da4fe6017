import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCertificates } from '../host/certificates.ts'
import { jvmArgs } from '../host/jvm.ts'
import { Keeper } from '../host/keeper.ts'
import { prepareKit, type Kit } from '../host/kit.ts'
import type { ServerPlan } from '../host/server.ts'
import { Proxy } from '../net/proxy.ts'
import { ZooKeeperClient } from '../zookeeper/client.ts'
import { startEnsemble, type Ensemble } from '../zookeeper/ensemble.ts'
import {
  commonConfig,
  kraftConfig,
  propertiesText,
  zooKeeperConfig,
  type Properties,
} from './broker-config.ts'
import { KafkaServer, type BrokerPorts } from './broker.ts'
import {
  brokerCount,
  brokerHeapMb,
  isInCluster,
  KafkaCluster,
  startBrokers,
  type KafkaOptions,
} from './cluster.ts'
import { formatNode, randomKafkaId } from './format.ts'

/** Kafka 4 with KRaft, each node broker and controller. */
export async function startKraft(keeper: Keeper, options: KafkaOptions): Promise<KafkaCluster> {
  const kit = await prepareKit('kafka-4', options.progress ?? (() => {}), async (warming) => {
    await using cluster = await Keeper.around((own) => startKraftWith(warming, own, {}))
    await cluster.server(1).kill('SIGTERM')
  })
  return startKraftWith(kit, keeper, options)
}

async function startKraftWith(kit: Kit, keeper: Keeper, options: KafkaOptions): Promise<KafkaCluster> {
  const { progress = () => {}, sasl = false, tls = false } = options
  const brokers = await brokersOf(keeper, options)
  const certificates = tls === false ? undefined : await makeCertificates(keeper.folder, tls === 'mutual')
  const clusterId = randomKafkaId()
  const servers = await Promise.all(
    brokers.map(async (broker) => {
      const dataFolder = join(keeper.folder, `kafka-${broker.id}`)
      await formatNode(kit, { id: broker.id, clusterId, dataFolder, sasl })
      const own = kraftConfig(broker, brokers, certificates)
      return brokerIn(keeper, { kit, broker, dataFolder, options, own })
    }),
  )
  progress(`starting Kafka 4 with KRaft: ${brokers.length} ${brokers.length === 1 ? 'node' : 'nodes'}`)
  await startBrokers(servers)
  return new KafkaCluster(keeper, kit, servers, { certificates })
}

export type KafkaOnZooKeeperOptions = Omit<KafkaOptions, 'sasl' | 'tls' | 'proxied'>
export type KafkaOnZooKeeper = KafkaCluster & { readonly zookeeper: Ensemble }

/** Kafka 3.9 whose metadata is in ZooKeeper, with an ensemble of its own. */
export async function startOnZooKeeper(
  keeper: Keeper,
  options: KafkaOnZooKeeperOptions,
): Promise<KafkaOnZooKeeper> {
  const kit = await prepareKit('kafka-3', options.progress ?? (() => {}), async (warming) => {
    await using cluster = await Keeper.around((own) => startOnZooKeeperWith(warming, own, {}))
    await cluster.server(1).kill('SIGTERM')
  })
  return startOnZooKeeperWith(kit, keeper, options)
}

async function startOnZooKeeperWith(
  kit: Kit,
  keeper: Keeper,
  options: KafkaOnZooKeeperOptions,
): Promise<KafkaOnZooKeeper> {
  const { progress = () => {} } = options
  const count = brokerCount(options)
  const ensemble = await startEnsemble(keeper, { voters: count, heapMb: 128, progress })
  const brokers = await brokersOf(keeper, { brokers: count })
  const servers = await Promise.all(
    brokers.map(async (broker) => {
      const dataFolder = join(keeper.folder, `kafka-${broker.id}`)
      await mkdir(dataFolder)
      const own = zooKeeperConfig(broker, ensemble.connect)
      const mayStart = () => isForgotten(broker.id, ensemble)
      return brokerIn(keeper, { kit, broker, dataFolder, options, own, mayStart })
    }),
  )
  progress(`starting Kafka 3.9 on it: ${count} ${count === 1 ? 'broker' : 'brokers'}`)
  await startBrokers(servers)
  return Object.assign(new KafkaCluster(keeper, kit, servers, { zookeeper: ensemble }), {
    zookeeper: ensemble,
  })
}

function brokersOf(keeper: Keeper, options: KafkaOptions): Promise<BrokerPorts[]> {
  const { sasl = false, tls = false, proxied = false } = options
  return Promise.all(
    Array.from({ length: brokerCount(options) }, async (_, i) => {
      const [clientPort = 0, controllerPort = 0, saslPort = 0, port = 0, tlsPort = 0] = await keeper.ports(5)
      return {
        id: i + 1,
        clientPort,
        controllerPort,
        ...(sasl ? { saslPort } : {}),
        ...(tls === false ? {} : { tlsPort }),
        ...(proxied ? { proxied: { port, proxy: await Proxy.open(`127.0.0.1:${port}`) } } : {}),
      }
    }),
  )
}

interface BrokerPlan {
  readonly kit: Kit
  readonly broker: BrokerPorts
  readonly dataFolder: string
  readonly options: KafkaOptions
  /** What only this kind of broker has. */
  readonly own: Properties
  readonly mayStart?: () => Promise<boolean>
}

/** A broker that was killed is registered until its session ends, and ends itself if it starts before that. */
async function isForgotten(id: number, ensemble: Ensemble): Promise<boolean> {
  const member = ensemble.servers.find((server) => server.running && !server.paused)
  if (!member) return false
  await using client = await ZooKeeperClient.open(member.endpoint)
  return !(await client.exists(`/kafka/brokers/ids/${id}`))
}

async function brokerIn(keeper: Keeper, plan: BrokerPlan): Promise<KafkaServer> {
  const { broker, options, dataFolder } = plan
  const file = join(keeper.folder, `kafka-${broker.id}.properties`)
  const common = commonConfig(broker, brokerCount(options), dataFolder)
  await writeFile(file, propertiesText({ ...common, ...plan.own, ...options.config }))
  return new KafkaServer(keeper, serverPlan(plan, file), broker)
}

function serverPlan({ kit, broker, options, mayStart }: BrokerPlan, file: string): ServerPlan {
  const { id, clientPort, controllerPort, saslPort, tlsPort, proxied } = broker
  return {
    id,
    name: `kafka-${id}`,
    endpoint: `127.0.0.1:${clientPort}`,
    ports: [clientPort, controllerPort, saslPort, tlsPort, proxied?.port].filter(
      (port) => port !== undefined,
    ),
    command: kit.java.command,
    args: jvmArgs({
      kit,
      heapMb: options.heapMb ?? brokerHeapMb,
      mainClass: 'kafka.Kafka',
      args: [file],
      properties: {
        'org.slf4j.simpleLogger.defaultLogLevel': 'info',
        'org.slf4j.simpleLogger.showDateTime': 'true',
        'org.slf4j.simpleLogger.dateTimeFormat': 'HH:mm:ss.SSS',
      },
    }),
    ...(mayStart ? { mayStart } : {}),
    isReady: () => isInCluster(id, clientPort),
  }
}
