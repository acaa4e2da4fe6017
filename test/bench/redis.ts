/**
 * One sample of the sentinels' lab and of the cluster's, tick and slow: wall time, our CPU, requests and bytes. Beside them, in
 * the same run, the least that could be asked by ioredis alone; and redis_exporter's scrape of six nodes, which can't
 * be had here, as it was measured elsewhere. Prints one JSON object; takes about half a minute.
 */
import { Redis } from 'ioredis'
import { lab } from '../../lab/index.ts'
import type { RedisDeployment } from '../../lab/redis/deployment.ts'
import { livelyRedisPlan } from '../../lab/traffic/redis-plan.ts'
import type { Sample } from '../../src/main/systems/sample.ts'
import { redis } from '../../src/main/systems/redis/index.ts'

const ticks = 200
/** Everything is due again after a minute of the session's own clock. */
const slowAfterMs = 61_000
const slowTicks = 20
const signal = new AbortController().signal

/** Not measured here: by its own build of cd5941f on the same kind of machine, 2 cores, load about 7. */
const exporterElsewhere = {
  'scrape of 6 targets one after the other': { wallMs: 75, cpuMs: 60, serverCpuMsEach: 1.1, kB: 332 },
  '--is-cluster, 1 node': { wallMs: 12.8, cpuMs: 10.3, serverCpuMsEach: 0.9, kB: 56 },
  source: 'redis_exporter cd5941f (2026-08-06), measured on the same kind of machine, not in this run',
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

interface Figures {
  readonly wallMs: { readonly p50: number; readonly p95: number }
  readonly cpuMs: number
  readonly requests: number
  readonly kB: number
}

interface Asked {
  readonly requests: number
  readonly bytes: number
}

/** @param once asks one time, and tells what it cost on the wire */
async function measured(times: number, once: (turn: number) => Promise<Asked>): Promise<Figures> {
  globalThis.gc?.()
  const wall: number[] = []
  let requests = 0
  let bytes = 0
  const before = process.cpuUsage()
  for (let turn = 0; turn < times; turn++) {
    const started = performance.now()
    const asked = await once(turn)
    wall.push(performance.now() - started)
    requests += asked.requests
    bytes += asked.bytes
  }
  const { user, system } = process.cpuUsage(before)
  wall.sort((a, b) => a - b)
  return {
    wallMs: { p50: tenths(quantile(wall, 0.5)), p95: tenths(quantile(wall, 0.95)) },
    cpuMs: hundredths((user + system) / 1000 / times),
    requests: tenths(requests / times),
    kB: tenths(bytes / times / 1024),
  }
}

function askedBy({ cost }: Sample): Asked {
  return {
    requests: cost.reduce((sum, each) => sum + each.requests, 0),
    bytes: cost.reduce((sum, each) => sum + each.sentBytes + each.receivedBytes, 0),
  }
}

async function orrery(endpoints: readonly string[]) {
  const connection = {
    targetId: 'bench',
    endpoints,
    options: {},
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
  await using session = await redis.connect(connection, { signal })
  let now = Date.now()
  await session.observe(now, signal)
  const tick = await measured(ticks, async () => askedBy(await session.observe((now += 1000), signal)))
  const slow = await measured(slowTicks, async () =>
    askedBy(await session.observe((now += slowAfterMs), signal)),
  )
  return { tick, 'with what is asked each minute': slow }
}

/** INFO of each server, and what says who is who: nothing is parsed or kept. */
async function leastByIoredis({ nodes, sentinels, kind }: RedisDeployment): Promise<Figures> {
  const open = (endpoint: string) => {
    const [host = '', port = ''] = endpoint.split(':')
    return new Redis({ host, port: Number(port), protocol: 2, enableReadyCheck: false })
  }
  const asks = [
    ...nodes.map(({ endpoint }) => ({
      client: open(endpoint),
      commands: kind === 'cluster' ? [['INFO'], ['CLUSTER', 'NODES']] : [['INFO']],
    })),
    ...sentinels.map(({ endpoint }) => ({
      client: open(endpoint),
      commands: [
        ['SENTINEL', 'MASTERS'],
        ['SENTINEL', 'REPLICAS', 'mymaster'],
      ],
    })),
  ]
  const once = async (): Promise<Asked> => {
    const replies = await Promise.all(
      asks.flatMap(({ client, commands }) =>
        commands.map(([name = '', ...rest]) => client.call(name, ...rest)),
      ),
    )
    const bytes = replies.reduce<number>((sum, reply) => sum + JSON.stringify(reply).length, 0)
    return { requests: replies.length, bytes }
  }
  try {
    await once()
    return await measured(ticks, once)
  } finally {
    for (const { client } of asks) client.disconnect()
  }
}

async function bench(deployment: RedisDeployment) {
  await using servers = deployment
  await using _traffic = await lab.redisTraffic(servers, livelyRedisPlan)
  const { nodes, sentinels } = servers
  const [first] = sentinels.length > 0 ? sentinels : nodes
  return {
    servers: { data: nodes.length, sentinels: sentinels.length },
    orrery: await orrery([first?.endpoint ?? '']),
    references: { 'ioredis 6: INFO and who is who, nothing parsed': await leastByIoredis(servers) },
  }
}

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN
const tenths = (value: number) => Math.round(value * 10) / 10
const hundredths = (value: number) => Math.round(value * 100) / 100

say('a master with two replicas and three sentinels')
const sentinel = await bench(await lab.redisSentinel())
say('a cluster of three masters and three replicas')
const cluster = await bench(await lab.redisCluster())
const result = { load: livelyRedisPlan, sentinel, cluster, elsewhere: { redis_exporter: exporterElsewhere } }
console.log(JSON.stringify(result, undefined, 2))
