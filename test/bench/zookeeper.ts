/**
 * 100,000 znodes from nothing: stat, data and children, as facts; then how long a change takes to be told. Beside it the
 * `zookeeper` package reading the same paths one by one, in the same run. Prints one JSON object; takes about a minute.
 */
import { once, type EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { lab } from '../../lab/index.ts'
import { ZooKeeperClient } from '../../lab/zookeeper/client.ts'
import { zookeeper } from '../../src/main/systems/zookeeper/index.ts'
import { Dialer } from '../../src/main/systems/base/dialer.ts'
import { Meter } from '../../src/main/systems/base/meter.ts'
import { TreeBudget } from '../../src/main/systems/zookeeper/tree/budget.ts'
import { znodeFacts } from '../../src/main/systems/zookeeper/tree/known.ts'
import { walk } from '../../src/main/systems/zookeeper/tree/walk.ts'
import { WireConnection } from '../../src/main/systems/zookeeper/wire/connection.ts'

const parents = 10
const znodes = 100_000
const dataBytes = 100
const rounds = 9
const changes = 200
const signal = new AbortController().signal
const unlimited = { requestsPerSecond: 0, znodes: 0, bytes: 0 }

/** What is used of the `zookeeper` package, whose own types can't be found by their name. */
interface PackageClient extends EventEmitter {
  init(config: object): void
  a_get(path: string, watch: boolean, answer: (rc: number) => void): void
  close(): void
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
}

async function measured(work: () => Promise<unknown>): Promise<Cost> {
  globalThis.gc?.()
  const started = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wallMs: round(performance.now() - started), cpuMs: round((user + system) / 1000) }
}

async function main(): Promise<void> {
  await using ensemble = await lab.zookeeper({ voters: 3, observers: 1, heapMb: 384 })
  const observer = ensemble.server(4).endpoint
  say('creating 100,000 znodes')
  const paths = await createAll(ensemble.server(1).endpoint)
  say('reading them')
  const reads: Cost[] = []
  for (let i = 0; i < rounds; i++) reads.push(await measured(() => readAll(observer)))
  say('following changes')
  const followed = await follow(
    ensemble.servers.map((server) => server.endpoint),
    ensemble.server(1).endpoint,
  )
  say('the same paths by the zookeeper package')
  const reference = await measured(() => readByPackage(observer, paths))
  const [first] = reads
  const result = {
    load: { znodes: paths.length, dataBytes },
    read: {
      first,
      median: {
        wallMs: median(reads.map(({ wallMs }) => wallMs)),
        cpuMs: median(reads.map(({ cpuMs }) => cpuMs)),
      },
    },
    goal: { wallMs: 500, cpuMs: 200, changeMs: 100 },
    followed,
    references: { 'zookeeper package, a_get, 1024 in flight': reference },
  }
  console.log(JSON.stringify(result, undefined, 2))
}

/** @returns all paths, without the root */
async function createAll(endpoint: string): Promise<readonly string[]> {
  await using client = await ZooKeeperClient.open(endpoint, 20_000)
  const folders = Array.from({ length: parents }, (_, i) => `/bench/p${i}`)
  for (const folder of folders) await client.ensure(folder)
  const leaves = Array.from(
    { length: znodes },
    (_, i) => `${folders[i % parents]}/n-${String(i).padStart(7, '0')}`,
  )
  const data = Buffer.alloc(dataBytes, 'x')
  for (let at = 0; at < leaves.length; at += 1000)
    await Promise.all(leaves.slice(at, at + 1000).map((path) => client.create(path, data)))
  return ['/bench', ...folders, ...leaves]
}

/** As a session does it: a connection, the walk, the facts. */
async function readAll(endpoint: string): Promise<void> {
  const connection = await WireConnection.open(
    {
      dialer: new Dialer(undefined),
      endpoint,
      sessionTimeoutMs: 10_000,
      former: undefined,
      meter: new Meter(endpoint),
      onWatch: () => undefined,
      onClose: () => undefined,
    },
    3000,
    signal,
  )
  const { znodes: found, whole } = await walk(connection, '/', new TreeBudget(unlimited, 16 * 1024))
  znodeFacts(found, whole)
  if (found.entities.length < znodes) throw new Error(`Only ${found.entities.length} znodes were found`)
  await connection.close()
}

/** The whole session with its first sample, then single changes: from the call that writes to the facts that tell it. */
async function follow(endpoints: readonly string[], writeTo: string) {
  const connection = { targetId: 'bench', endpoints, options: {}, budget: unlimited }
  await using client = await ZooKeeperClient.open(writeTo)
  let told = Promise.withResolvers<number>()
  const session = await zookeeper.connect(connection, { signal })
  await using _held = session
  const firstSample = await measured(() => session.observe(Date.now(), signal))
  session.onPush?.(({ facts }) => {
    const stats = facts.find(({ key }) => key === 'znode.stat')
    if (stats?.entities.paths.includes('znode/bench/p0/n-0000000') === true) told.resolve(performance.now())
  })
  const tookMs: number[] = []
  for (let i = 0; i < changes; i++) {
    told = Promise.withResolvers<number>()
    const started = performance.now()
    await client.set('/bench/p0/n-0000000', `change ${i}`)
    tookMs.push((await told.promise) - started)
    await pause(60)
  }
  tookMs.sort((a, b) => a - b)
  return {
    firstSampleAfterConnect: firstSample,
    changes,
    changeToFactsMs: { p50: round(at(tookMs, 0.5)), p95: round(at(tookMs, 0.95)), max: round(at(tookMs, 1)) },
  }
}

async function readByPackage(endpoint: string, paths: readonly string[]): Promise<void> {
  const ZooKeeper = createRequire(import.meta.url)('zookeeper') as new (config: object) => PackageClient
  const client = new ZooKeeper({
    connect: endpoint,
    timeout: 30_000,
    debug_level: 0,
    host_order_deterministic: true,
  })
  client.init({})
  await once(client, 'connect')
  let next = 0
  let answered = 0
  await new Promise<void>((resolve, reject) => {
    const ask = () => {
      const path = paths[next++]
      if (path === undefined) return
      client.a_get(path, false, (rc) => {
        if (rc !== 0) reject(new Error(`a_get answered ${rc}`))
        if (++answered === paths.length) resolve()
        else ask()
      })
    }
    for (let i = 0; i < 1024; i++) ask()
  })
  client.close()
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

function median(numbers: readonly number[]): number {
  return at(
    numbers.toSorted((a, b) => a - b),
    0.5,
  )
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}

await main()
process.exit(0)
