import { connect, type Socket } from 'node:net'
import { Flow, type Conditions } from './flow.ts'
import { Listener } from './listener.ts'

const undisturbed: Conditions = { delayMs: 0, bytesPerS: Infinity, hanging: false }

/** A TCP proxy in front of one endpoint, that makes the network worse on demand. */
export class Proxy implements AsyncDisposable {
  readonly #target: string
  readonly #conditions: Conditions = { ...undisturbed }
  readonly #flows = new Set<Flow>()
  #listener!: Listener

  private constructor(target: string) {
    this.#target = target
  }

  static async open(target: string, port?: number): Promise<Proxy> {
    const proxy = new Proxy(target)
    proxy.#listener = await Listener.open((socket) => proxy.#join(socket), { port, halfOpen: true })
    return proxy
  }

  /** `127.0.0.1:port` to dial instead of the target. */
  get endpoint(): string {
    return this.#listener.endpoint
  }

  get connections(): number {
    return this.#listener.connections
  }

  /** Everything arrives this much later, in each direction: a question and its answer take twice that. */
  delay(ms: number): void {
    this.#change({ delayMs: ms })
  }

  /** Of each connection, in each direction. */
  throttle(bytesPerSecond: number): void {
    this.#change({ bytesPerS: bytesPerSecond })
  }

  /** Resets all connections and refuses new ones. */
  async cut(): Promise<void> {
    await this.#listener.close()
  }

  /** Connections stay open and new ones are accepted, but nothing goes through until `restore`. */
  hang(): void {
    this.#change({ hanging: true })
  }

  /** As at the beginning: what hung goes on, and who was refused may dial again. */
  async restore(): Promise<void> {
    this.#change(undisturbed)
    await this.#listener.listen()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#listener.close()
  }

  #change(conditions: Partial<Conditions>): void {
    Object.assign(this.#conditions, conditions)
    for (const flow of this.#flows) flow.wake()
  }

  #join(near: Socket): void {
    const [host = '', port = ''] = this.#target.split(':')
    const far = connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true })
    const flows = [new Flow(near, far, this.#conditions), new Flow(far, near, this.#conditions)]
    for (const flow of flows) {
      this.#flows.add(flow)
      flow.wake()
    }
    far.once('error', () => near.resetAndDestroy())
    far.once('close', () => near.destroySoon())
    near.once('close', () => {
      far.destroy()
      for (const flow of flows) this.#flows.delete(flow)
    })
  }
}
