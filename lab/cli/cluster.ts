import { lab } from '../index.ts'
import { LabError } from '../lab-error.ts'
import type { Progress } from '../host/jars.ts'
import type { ProcessServer } from '../host/server.ts'
import { KafkaCluster } from '../kafka/cluster.ts'
import { RedisDeployment } from '../redis/deployment.ts'
import { livelyPlan } from '../traffic/kafka-plan.ts'
import { livelyRedisPlan } from '../traffic/redis-plan.ts'
import { livelyZooKeeperPlan } from '../traffic/zookeeper-plan.ts'
import type { Ensemble } from '../zookeeper/ensemble.ts'
import type { ClusterKind, Drill, UpOptions } from './arguments.ts'
import type { ServerStatus } from './control.ts'

export type Cluster = KafkaCluster | Ensemble | RedisDeployment

export function startCluster(kind: ClusterKind, options: UpOptions, progress: Progress): Promise<Cluster> {
  const { brokers, sasl, voters, observers } = options
  if (kind === 'kafka') return lab.kafka({ brokers, sasl, progress })
  if (kind === 'kafka-zk') return lab.kafkaOnZooKeeper({ brokers, progress })
  if (kind === 'redis-cluster') return lab.redisCluster({ progress })
  if (kind === 'redis-sentinel') return lab.redisSentinel({ progress })
  return lab.zookeeper({ voters, observers, progress })
}

/** A default load: several topics with skewed keys and a group that lags, or sessions, locks and settings. */
export function startTraffic(cluster: Cluster): Promise<AsyncDisposable> {
  if (cluster instanceof RedisDeployment) return lab.redisTraffic(cluster, livelyRedisPlan)
  return cluster instanceof KafkaCluster
    ? lab.traffic(cluster, livelyPlan)
    : lab.zkTraffic(cluster, livelyZooKeeperPlan)
}

/** Those of the cluster itself first, then of the ZooKeeper below it. */
export function serversOf(cluster: Cluster): readonly ProcessServer[] {
  const below = cluster instanceof KafkaCluster ? (cluster.zookeeper?.servers ?? []) : []
  return [...cluster.servers, ...below]
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
export async function runDrill(cluster: Cluster, drill: Drill, server: string): Promise<string> {
  const servers = serversOf(cluster)
  const found = servers.find(({ id, name }) => name === server || String(id) === server)
  if (!found)
    throw new LabError(`No server ${server}; there are ${servers.map(({ name }) => name).join(', ')}`)
  if (drill === 'logs') return found.logs()
  await found[drill]()
  return `${found.name} is ${statusOf(found).state}`
}
