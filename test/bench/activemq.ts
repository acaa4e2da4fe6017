/**
 * One sample of the network's lab, and of a broker with 1,000 queues: wall time, our CPU, the broker's CPU, requests and
 * bytes. Beside them, in the same run, plain reads by fetch: one pattern with nine attributes, a pattern with all of
 * them, one read for each queue. Prints one JSON object; takes about a minute.
 */
import { readFileSync } from 'node:fs'
import type { ActiveMqBroker } from '../../lab/activemq/broker.ts'
import { labUsers } from '../../lab/activemq/config.ts'
import type { ActiveMqDeployment } from '../../lab/activemq/deployment.ts'
import { makeQueues } from '../../lab/activemq/drills.ts'
import { lab } from '../../lab/index.ts'
import { livelyActiveMqPlan } from '../../lab/traffic/activemq-plan.ts'
import { activemq } from '../../src/main/systems/activemq/index.ts'
import type { Sample } from '../../src/main/systems/sample.ts'

const times = 20
const queues = 1000
/** Every cadence is due again after a minute of the session's own clock. */
const dueAfterMs = 61_000
/** Destinations and clients are due again, settings are not. */
const slowAfterMs = 10_500
/** Linux counts CPU in hundredths of a second. */
const clockTickMs = 10
const signal = new AbortController().signal

/** Not measured here: `lab-facts` of the project, 5.18.3 on the same kind of machine under a load of about 7. */
const elsewhere = {
  'pattern, 9 attributes': { wallMs: 82, kB: 252, brokerCpuMs: 62 },
  'pattern, all attributes': { wallMs: 404, kB: 1084, brokerCpuMs: 243 },
  'one request a queue, 8 at once': { wallMs: 542, brokerCpuMs: 367 },
  list: { wallMs: 1225, kB: 11_523, brokerCpuMs: 810 },
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

interface Asked {
  readonly requests: number
  readonly bytes: number
}

/** CPU that a process has burnt, ms. */
function burnt(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const cells = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(cells[11]) + Number(cells[12])) * clockTickMs
}

/**
 * @param once asks one time, and tells what it cost on the wire
 * @param least turns with fewer requests are not counted: what is slow was not due in them
 */
async function measured(servers: readonly ActiveMqBroker[], once: () => Promise<Asked>, least = 0) {
  const pids = servers.flatMap(({ pid }) => pid ?? [])
  await once()
  globalThis.gc?.()
  const wall: number[] = []
  let [requests, bytes, cpuMs, brokersCpuMs] = [0, 0, 0, 0]
  while (wall.length < times) {
    const before = process.cpuUsage()
    const brokersBefore = pids.map(burnt)
    const started = performance.now()
    const asked = await once()
    const tookMs = performance.now() - started
    if (asked.requests < least) continue
    const { user, system } = process.cpuUsage(before)
    wall.push(tookMs)
    requests += asked.requests
    bytes += asked.bytes
    cpuMs += (user + system) / 1000
    brokersCpuMs += pids.reduce((sum, pid, i) => sum + burnt(pid) - (brokersBefore[i] ?? 0), 0)
  }
  wall.sort((a, b) => a - b)
  return {
    wallMs: { p50: tenths(wall[times >> 1] ?? NaN), p95: tenths(wall[Math.floor(times * 0.95)] ?? NaN) },
    cpuMs: tenths(cpuMs / times),
    brokersCpuMs: tenths(brokersCpuMs / times),
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

async function orrery({ servers }: ActiveMqDeployment) {
  const connection = {
    targetId: 'bench',
    endpoints: servers.map(({ endpoint }) => endpoint),
    options: {},
    credentials: labUsers.admin,
    budget: { requestsPerSecond: 0, znodes: 0, bytes: 0 },
  }
  await using session = await activemq.connect(connection, { signal })
  let now = Date.now()
  const after = (ms: number) => async () => askedBy(await session.observe((now += ms), signal))
  return {
    'brokers, connectors and bridges alone': await measured(servers, async () => {
      // by a clock that goes back nothing slow is due
      return askedBy(await session.observe((now -= 1), signal))
    }),
    'with destinations and clients': await measured(servers, after(slowAfterMs), 2 * servers.length),
    'with settings too, as each minute': await measured(servers, after(dueAfterMs), 2 * servers.length),
  }
}

const nine =
  'QueueSize EnqueueCount DequeueCount DispatchCount InFlightCount ConsumerCount ProducerCount ExpiredCount MemoryPercentUsage'

/** By fetch, parsed and not kept. */
async function plain(broker: ActiveMqBroker, body: unknown): Promise<Asked> {
  const text = JSON.stringify(body)
  const { username, password } = labUsers.admin
  const response = await fetch(broker.jolokiaUrl, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${username}:${password}`)}`,
      origin: new URL(broker.jolokiaUrl).origin,
      'content-type': 'application/json',
    },
    body: text,
  })
  const answer = await response.text()
  JSON.parse(answer)
  return { requests: 1, bytes: text.length + answer.length }
}

async function references(broker: ActiveMqBroker) {
  const all = { type: 'read', mbean: broker.queue('*') }
  const names = Array.from({ length: queues }, (_, i) => `load.q${String(i).padStart(4, '0')}`)
  const each = (name: string) => ({ type: 'read', mbean: broker.queue(name), attribute: nine.split(' ') })
  return {
    'pattern, 9 attributes': await measured([broker], () =>
      plain(broker, { ...all, attribute: nine.split(' ') }),
    ),
    'pattern, all attributes': await measured([broker], () => plain(broker, all)),
    'one request a queue, all at once': await measured([broker], async () => {
      const asked = await Promise.all(names.map((name) => plain(broker, each(name))))
      return { requests: asked.length, bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0) }
    }),
  }
}

const tenths = (value: number) => Math.round(value * 10) / 10

async function network() {
  await using deployment = await lab.activemqNetwork()
  await using _traffic = await lab.activemqTraffic(deployment, livelyActiveMqPlan)
  return { load: livelyActiveMqPlan, orrery: await orrery(deployment) }
}

async function manyQueues() {
  await using deployment = await lab.activemq()
  const broker = deployment.server(1)
  await makeQueues(broker, 'load.q', queues)
  return { queues, orrery: await orrery(deployment), references: await references(broker) }
}

say('a network of two brokers')
const small = await network()
say(`one broker with ${queues} queues`)
const large = await manyQueues()
console.log(JSON.stringify({ network: small, queues: large, elsewhere }, undefined, 2))
