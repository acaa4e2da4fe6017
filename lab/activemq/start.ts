import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Progress } from '../host/jars.ts'
import { jvmArgs } from '../host/jvm.ts'
import { Keeper } from '../host/keeper.ts'
import { prepareKit, type Kit } from '../host/kit.ts'
import { until } from '../until.ts'
import { ActiveMqBroker } from './broker.ts'
import { brokerXml, type BrokerConfig, type NetworkLink } from './config.ts'
import { ActiveMqDeployment, type ActiveMqKind } from './deployment.ts'
import { makeKeyStore, type KeyStore } from './key-store.ts'
import { policyXml, realm, type JolokiaPolicy } from './policy.ts'

export interface ActiveMqOptions {
  /** 5.18 unless told. */
  readonly version?: '5.18' | '6.3'
  /** Jolokia by HTTPS and STOMP by TLS alone, with a certificate of the lab's own authority. */
  readonly tls?: boolean
  /** Clients of the broker must say who they are; without, anybody may anything. */
  readonly auth?: boolean
  /** true unless told. */
  readonly stomp?: boolean
  /** What Jolokia lets be asked: as the distribution does unless told. */
  readonly policy?: Partial<JolokiaPolicy>
  /** Megabytes; 64, 1024 and 256 unless told. */
  readonly limits?: Partial<BrokerConfig['limits']>
  /** More `policyEntry` elements. */
  readonly policies?: string
  readonly heapMb?: number
  readonly progress?: Progress
}

export interface ActiveMqNetworkOptions extends ActiveMqOptions {
  /** Whether the one bridge carries messages both ways; true unless told. */
  readonly duplex?: boolean
  /** Whether messages may go back to the broker they came from: nothing is stranded then. */
  readonly replay?: boolean
}

interface BrokerPlan {
  readonly id: number
  readonly name: string
  readonly brokerName: string
  /** Below the lab's folder; brokers that name the same one share it. */
  readonly store: string
  readonly ports: readonly number[]
  readonly link?: NetworkLink
  readonly replay?: boolean
}

const portsEach = 3

/** One broker. */
export function startActiveMq(keeper: Keeper, options: ActiveMqOptions): Promise<ActiveMqDeployment> {
  return start(keeper, 'single', options, (ports) => [
    { id: 1, name: 'activemq-1', brokerName: 'main', store: 'store', ports: ports.slice(0, portsEach) },
  ])
}

/** A and B, whose network connector goes to A. Ready when the bridge is up. */
export async function startActiveMqNetwork(
  keeper: Keeper,
  options: ActiveMqNetworkOptions,
): Promise<ActiveMqDeployment> {
  const { duplex = true, replay = false } = options
  const network = await start(keeper, 'network', options, (ports) => {
    const link = { toOpenwire: ports[0] ?? 0, duplex, ttl: 3 }
    const own = (id: number) => ports.slice((id - 1) * portsEach, id * portsEach)
    return [
      { id: 1, name: 'activemq-a', brokerName: 'A', store: 'store-a', ports: own(1), replay },
      { id: 2, name: 'activemq-b', brokerName: 'B', store: 'store-b', ports: own(2), replay, link },
    ]
  })
  await network.bridged()
  return network
}

/** Two brokers on one store: the first becomes master, the second waits for its lock. */
export function startActiveMqPair(keeper: Keeper, options: ActiveMqOptions): Promise<ActiveMqDeployment> {
  return start(keeper, 'pair', options, (ports) =>
    [1, 2].map((id) => ({
      ...{ id, name: `activemq-${id}`, brokerName: 'pair', store: 'store' },
      ports: ports.slice((id - 1) * portsEach, id * portsEach),
    })),
  )
}

async function start(
  keeper: Keeper,
  kind: ActiveMqKind,
  options: ActiveMqOptions,
  plan: (ports: readonly number[]) => readonly BrokerPlan[],
): Promise<ActiveMqDeployment> {
  const { version = '5.18', progress = () => {} } = options
  const kit = await prepareKit(version === '5.18' ? 'activemq-5' : 'activemq-6', progress, (warm) =>
    warmUp(warm, version),
  )
  return startWith(kit, keeper, kind, options, plan)
}

async function warmUp(kit: Kit, version: '5.18' | '6.3'): Promise<void> {
  await using one = await Keeper.around((keeper) =>
    startWith(kit, keeper, 'single', { version }, (ports) => [
      { id: 1, name: 'activemq-1', brokerName: 'main', store: 'store', ports: ports.slice(0, portsEach) },
    ]),
  )
  await using client = await one.stomp(one.server(1))
  await client.send('/queue/warm', 'up')
  await one.server(1).kill('SIGTERM')
}

async function startWith(
  kit: Kit,
  keeper: Keeper,
  kind: ActiveMqKind,
  options: ActiveMqOptions,
  plan: (ports: readonly number[]) => readonly BrokerPlan[],
): Promise<ActiveMqDeployment> {
  const { tls = false, progress = () => {} } = options
  const keyStore = tls ? await makeKeyStore(keeper.folder) : undefined
  const plans = plan(await keeper.ports(kind === 'single' ? portsEach : 2 * portsEach))
  const brokers = await Promise.all(plans.map((one) => brokerOf(keeper, kit, one, options, keyStore)))
  progress(`starting ActiveMQ: ${brokers.map(({ name }) => name).join(', ')}`)
  const [first, ...others] = brokers
  await first?.launch()
  if (kind === 'pair')
    await until('the master has the lock', () => first?.serves(), { withinMs: startLimitMs })
  for (const other of others) await other.launch()
  await Promise.all(brokers.map((broker) => broker.ready()))
  return new ActiveMqDeployment(keeper, kind, brokers, keyStore?.ca)
}

const startLimitMs = 120_000

async function brokerOf(
  keeper: Keeper,
  kit: Kit,
  plan: BrokerPlan,
  options: ActiveMqOptions,
  keyStore: KeyStore | undefined,
): Promise<ActiveMqBroker> {
  const { id, name, brokerName, ports } = plan
  const folder = join(keeper.folder, name)
  await mkdir(folder)
  const config = configOf(plan, join(keeper.folder, plan.store), folder, options, keyStore)
  const { postOnly = true, hidden = [], exec = true } = options.policy ?? {}
  await writeFile(join(folder, 'activemq.xml'), brokerXml(config))
  await writeFile(join(folder, 'jolokia-access.xml'), policyXml({ postOnly, hidden, exec }))
  await writeFile(join(folder, 'realm.properties'), realm())
  const broker = {
    ...{ id, name, ports, command: kit.java.command },
    endpoint: `127.0.0.1:${config.ports.http}`,
    args: jvmArgs({
      kit,
      heapMb: options.heapMb ?? 256,
      mainClass: 'org.apache.activemq.console.command.ShellCommand',
      args: ['start', `xbean:file:${join(folder, 'activemq.xml')}`],
      properties: { 'log4j2.configurationFile': log4j, 'java.io.tmpdir': folder, brokerName },
    }),
  }
  return new ActiveMqBroker(keeper, broker, config, keyStore?.ca)
}

const log4j = fileURLToPath(new URL('../jars/activemq-log4j2.properties', import.meta.url))

function configOf(
  plan: BrokerPlan,
  storeFolder: string,
  folder: string,
  options: ActiveMqOptions,
  keyStore: KeyStore | undefined,
): BrokerConfig {
  const { version = '5.18', auth = false, stomp = true, limits = {}, policies = '' } = options
  const [openwire = 0, http = 0, stompPort = 0] = plan.ports
  return {
    ...{ version, auth, policies, folder, storeFolder },
    brokerName: plan.brokerName,
    ports: { openwire, http, stomp: stomp ? stompPort : undefined },
    replay: plan.replay ?? false,
    link: plan.link,
    keyStore: keyStore?.path,
    limits: { memoryMb: 64, storeMb: 1024, tempMb: 256, ...limits },
  }
}
