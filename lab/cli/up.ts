import type { Server } from 'node:net'
import { LabError } from '../lab-error.ts'
import type { ProcessServer } from '../host/server.ts'
import type { UpOptions } from './arguments.ts'
import {
  findClusters,
  serveControl,
  type ClusterStatus,
  type ControlRequest,
  type ServerStatus,
} from './control.ts'
import { runDrill, serversOf, statusOf } from './drill.ts'
import { kinds, type Started } from './kinds.ts'
import type { ParentAnswer, ParentRequest } from './parent.ts'

/** A line of `up --json`. */
export type UpEvent =
  | ParentAnswer
  | { readonly event: 'progress'; readonly cluster: string; readonly text: string }
  | {
      readonly event: 'ready'
      readonly cluster: string
      readonly system: string
      readonly url: string
      readonly servers: readonly ServerStatus[]
      /** Of Kafka's SASL listener, as its users; of the ensemble below it. */
      readonly otherUrls?: readonly string[]
    }
  | { readonly event: 'stopped'; readonly cluster: string }

/** One cluster that `up` keeps, with its control and its traffic. */
class Kept {
  readonly name: string
  readonly #started: Started
  readonly #tell: (event: UpEvent) => void
  readonly #stopped = Promise.withResolvers<void>()
  #control: Server | undefined
  #traffic: AsyncDisposable | undefined
  #stopping: Promise<void> | undefined

  constructor(name: string, started: Started, tell: (event: UpEvent) => void) {
    this.name = name
    this.#started = started
    this.#tell = tell
  }

  /** The server that its clients address so. */
  server(endpoint: string): ProcessServer | undefined {
    return serversOf(this.#started).find((server) => server.endpoint === endpoint)
  }

  get stopped(): Promise<void> {
    return this.#stopped.promise
  }

  async open(withTraffic: boolean): Promise<void> {
    this.#control = await serveControl(this.#started.cluster.folder, (request) => this.#handle(request))
    this.#tell(readyEvent(this.name, this.#started))
    if (!withTraffic) return
    this.#tell({ event: 'progress', cluster: this.name, text: 'starting the traffic' })
    this.#traffic = await this.#started.traffic()
    this.#tell({ event: 'progress', cluster: this.name, text: 'the traffic flows' })
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopOnce()
    return this.#stopping
  }

  async #stopOnce(): Promise<void> {
    this.#control?.close()
    await this.#traffic?.[Symbol.asyncDispose]()
    await this.#started.cluster[Symbol.asyncDispose]()
    this.#tell({ event: 'stopped', cluster: this.name })
    this.#stopped.resolve()
  }

  async #handle(request: ControlRequest): Promise<unknown> {
    if (request.do === 'list') return this.#status()
    if (request.do === 'down') return this.stop()
    const said = await runDrill(this.#started, request.do, request.server)
    if (request.do !== 'logs') this.#tell({ event: 'progress', cluster: this.name, text: said })
    return said
  }

  #status(): ClusterStatus {
    const { system, url, folder } = this.#started.cluster
    const servers = serversOf(this.#started).map(statusOf)
    return { cluster: this.name, system, url, pid: process.pid, folder, servers }
  }
}

function readyEvent(name: string, started: Started): UpEvent {
  const { cluster, otherUrls } = started
  const { system, url } = cluster
  const servers = serversOf(started).map(statusOf)
  return { event: 'ready', cluster: name, system, url, servers, ...(otherUrls ? { otherUrls } : {}) }
}

/**
 * Starts clusters one after the other and keeps them until `end` or until each was taken down.
 * @param end fulfilled when the person, or the parent, wants everything to end
 * @param serve is given what does the parent's requests
 */
export async function keepUp(
  options: UpOptions,
  tell: (event: UpEvent) => void,
  end: Promise<void>,
  serve?: (handle: (request: ParentRequest) => Promise<void>) => void,
): Promise<void> {
  const kept: Kept[] = []
  serve?.(async ({ do: drill, endpoint }) => {
    const server = kept.map((one) => one.server(endpoint)).find((found) => found !== undefined)
    if (!server) throw new LabError(`No server is at ${endpoint}`)
    await server[drill]()
  })
  const taken = new Set((await findClusters()).map((status) => status.cluster))
  const ended = end.then(() => 'ended' as const)
  const bringUp = async () => {
    for (const kind of options.kinds) {
      const name = freeName(kind, taken)
      const progress = (text: string) => tell({ event: 'progress', cluster: name, text })
      const one = new Kept(name, await kinds[kind]!(options, progress), tell)
      kept.push(one)
      await one.open(options.traffic)
    }
    await Promise.all(kept.map((one) => one.stopped))
  }
  try {
    // what is still starting when the end comes goes with this process
    await Promise.race([bringUp(), ended])
  } finally {
    await Promise.all(kept.map((one) => one.stop()))
  }
}

function freeName(kind: string, taken: Set<string>): string {
  for (let i = 1; i < 100; i++) {
    const name = i === 1 ? kind : `${kind}-${i}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
  throw new LabError(`There are a hundred of ${kind}`)
}
