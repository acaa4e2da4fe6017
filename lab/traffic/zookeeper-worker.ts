/** Sessions, ephemerals, lock queues, writes and reads after a plan. Forked by lab.zkTraffic(). */
import { setTimeout as pause } from 'node:timers/promises'
import { ZooKeeperClient } from '../zookeeper/client.ts'
import { runWorker, type Work } from './worker.ts'
import type { ZooKeeperTrafficPlan, ZooKeeperTrafficStats } from './zookeeper-plan.ts'

interface WorkerPlan extends ZooKeeperTrafficPlan {
  /** Of all members; the sessions are spread over them. */
  readonly endpoints: readonly string[]
}

type Lock = NonNullable<ZooKeeperTrafficPlan['locks']>[number]

const sessionTimeoutMs = 6_000
const redialMs = 200
const pollMs = 20

/** One round of a session's life. */
type Step = (client: ZooKeeperClient, round: { readonly isNew: boolean; settled(): void }) => Promise<void>

class Crowd {
  sets = 0
  reads = 0
  locksTaken = 0
  failed = 0
  readonly #endpoints: readonly string[]
  readonly #sessions = new Set<ZooKeeperClient>()
  readonly #wanted = new Set<string>()
  readonly #settled = new Set<string>()
  #dialled = 0
  #stopped = false

  constructor(endpoints: readonly string[]) {
    this.#endpoints = endpoints
  }

  get isFlowing(): boolean {
    return this.#settled.size === this.#wanted.size
  }

  stats(): ZooKeeperTrafficStats {
    const { sets, reads, locksTaken, failed } = this
    return { sessions: this.#sessions.size, sets, reads, locksTaken, failed }
  }

  /** Keeps one session doing `step` again and again; what fails starts over on the next member. */
  async keep(name: string, step: Step): Promise<void> {
    this.#wanted.add(name)
    while (!this.#stopped) {
      try {
        await this.#live(name, step)
      } catch {
        this.failed++
        await pause(redialMs)
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled([...this.#sessions].map((client) => client[Symbol.asyncDispose]()))
  }

  async #live(name: string, step: Step): Promise<void> {
    const endpoint = this.#endpoints[this.#dialled++ % this.#endpoints.length] ?? ''
    const client = await ZooKeeperClient.open(endpoint, sessionTimeoutMs)
    this.#sessions.add(client)
    try {
      for (let isNew = true; !this.#stopped; isNew = false) {
        await step(client, { isNew, settled: () => this.#settled.add(name) })
      }
    } finally {
      this.#sessions.delete(client)
      client.session.abandon()
    }
  }
}

async function start(plan: WorkerPlan): Promise<Work<ZooKeeperTrafficStats>> {
  const crowd = new Crowd(plan.endpoints)
  const { services = {}, locks = [], config, readsPerS = 0 } = plan
  await prepare(plan)
  for (const [service, count] of Object.entries(services))
    for (let i = 1; i <= count; i++)
      void crowd.keep(`${service}-${i}`, async (client, { isNew, settled }) => {
        await serve(client, isNew, service, config?.nodes ?? 0)
        settled()
      })
  for (const lock of locks)
    for (let i = 1; i <= lock.contenders; i++)
      void crowd.keep(`${lock.path}-${i}`, async (client, { settled }) => {
        await takeTurn(client, lock, settled)
        crowd.locksTaken++
      })
  if (config) {
    const value = Buffer.alloc(config.valueBytes ?? 100, 'x')
    void crowd.keep(
      'writer',
      atRate(config.setsPerS, async (client, turn) => {
        await client.set(nodeOf(turn, config.nodes), value)
        crowd.sets++
      }),
    )
    if (readsPerS > 0)
      void crowd.keep(
        'reader',
        atRate(readsPerS, async (client, turn) => {
          await client.data(nodeOf(turn, config.nodes))
          crowd.reads++
        }),
      )
  }
  return { isFlowing: () => crowd.isFlowing, stats: () => crowd.stats(), stop: () => crowd.stop() }
}

async function prepare({ endpoints, services = {}, locks = [], config }: WorkerPlan): Promise<void> {
  await using client = await ZooKeeperClient.open(endpoints[0] ?? '')
  for (const service of Object.keys(services)) await client.ensure(`/services/${service}`)
  for (const { path } of locks) await client.ensure(path)
  for (let i = 0; i < (config?.nodes ?? 0); i++) await client.ensure(nodeOf(i, config?.nodes ?? 1))
}

function nodeOf(turn: number, count: number): string {
  return `/config/setting-${String(turn % count).padStart(3, '0')}`
}

/** An instance registers itself, watches the first settings, and stays. */
async function serve(
  client: ZooKeeperClient,
  isNew: boolean,
  service: string,
  settings: number,
): Promise<void> {
  if (isNew) {
    const data = JSON.stringify({ host: '127.0.0.1', session: `0x${client.session.id.toString(16)}` })
    await client.create(`/services/${service}/instance-`, data, { ephemeral: true, sequential: true })
    for (let i = 0; i < Math.min(3, settings); i++) await client.exists(nodeOf(i, settings), true)
  }
  if (client.session.closed) throw new Error('the session was cut')
  await pause(redialMs)
}

/** Queues behind its predecessor, holds the lock, lets go: ZooKeeper's own recipe. */
async function takeTurn(client: ZooKeeperClient, { path, holdMs }: Lock, queued: () => void): Promise<void> {
  const own = await client.create(`${path}/waiting-`, '', { ephemeral: true, sequential: true })
  queued()
  for (;;) {
    const queue = (await client.children(path)).sort()
    const before = queue[queue.indexOf(own.slice(path.length + 1)) - 1]
    if (before === undefined) break
    await isGone(client, `${path}/${before}`)
  }
  await pause(holdMs)
  await client.remove(own)
}

async function isGone(client: ZooKeeperClient, path: string): Promise<void> {
  let fired = false
  client.session.watchWith(() => (fired = true))
  if (!(await client.exists(path, true))) return
  while (!fired) {
    if (client.session.closed) throw new Error('the session was cut')
    await pause(pollMs)
  }
}

/** @returns a step that runs `work` so often that it comes to `perS` a second */
function atRate(perS: number, work: (client: ZooKeeperClient, turn: number) => Promise<void>): Step {
  let turn = 0
  let dueMs = performance.now()
  return async (client, { settled }) => {
    dueMs = Math.max(dueMs + 1000 / perS, performance.now() - 1000)
    await pause(Math.max(0, dueMs - performance.now()))
    await work(client, turn++)
    settled()
  }
}

runWorker(start)
