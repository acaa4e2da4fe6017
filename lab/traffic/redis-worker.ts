/** Writes and reads after a plan, through a client that knows clusters and sentinels. Forked by lab.redisTraffic(). */
import { Cluster, Redis } from 'ioredis'
import type { RedisTrafficPlan, RedisTrafficStats } from './redis-plan.ts'
import { runWorker, type Work } from './worker.ts'

interface WorkerPlan extends RedisTrafficPlan {
  readonly kind: 'group' | 'sentinel' | 'cluster'
  readonly endpoints: readonly string[]
}

const roundMs = 50
const commandLimitMs = 2000

runWorker<WorkerPlan, RedisTrafficStats>((plan) => Promise.resolve(start(plan)))

function start(plan: WorkerPlan): Work<RedisTrafficStats> {
  const client = open(plan)
  const done = { writes: 0, reads: 0, failed: 0 }
  const perRound = Math.max(1, Math.round((plan.writesPerS * roundMs) / 1000))
  const value = 'x'.repeat(plan.valueBytes)
  const count = (what: 'writes' | 'reads') => () => void done[what]++
  const failed = () => void done.failed++
  const timer = setInterval(() => {
    for (let i = 0; i < perRound; i++) {
      const key = `user:${Math.floor(Math.random() * plan.keys)}`
      const write = i % 2 === 0 ? client.set(key, value) : client.set(`${key}:session`, value, 'EX', 30)
      write.then(count('writes'), failed)
      client.get(key).then(count('reads'), failed)
      client.get(`user:${Math.floor(Math.random() * plan.keys)}:session`).then(count('reads'), failed)
    }
  }, roundMs)
  return {
    isFlowing: () => done.writes > 0 && done.reads > 0,
    stats: () => ({ ...done }),
    stop: async () => {
      clearInterval(timer)
      client.disconnect()
      await Promise.resolve()
    },
  }
}

function open({ kind, endpoints }: WorkerPlan): Redis | Cluster {
  const addresses = endpoints.map((endpoint) => {
    const [host = '', port = ''] = endpoint.split(':')
    return { host, port: Number(port) }
  })
  const client = opened(kind, addresses)
  // a cluster that is being hurt: the client goes on by itself
  client.on('error', () => {})
  return client
}

function opened(kind: WorkerPlan['kind'], addresses: { host: string; port: number }[]): Redis | Cluster {
  if (kind === 'cluster') return new Cluster(addresses, { redisOptions: { commandTimeout: commandLimitMs } })
  const [first] = addresses
  return kind === 'sentinel'
    ? new Redis({ sentinels: addresses, name: 'mymaster', commandTimeout: commandLimitMs })
    : new Redis({ ...first, commandTimeout: commandLimitMs })
}
