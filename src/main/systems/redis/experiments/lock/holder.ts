import { setTimeout as sleep } from 'node:timers/promises'
import type { ActorModule, Told } from '../../../experiment.ts'
import type { Json } from '../../../../../shared/base/json.ts'
import type { LockEntries, LockRecipe } from '../../../../../shared/systems/redis-lock.ts'
import { instant } from '../client/instant.ts'
import { NodeClient } from '../client/node-client.ts'
import type { Reach } from '../client/reach.ts'
import { compareAndDelete, fencedWrite, plainWrite, type LockKeys } from './keys.ts'

export interface HolderOptions {
  readonly reach: Reach
  /** Who takes writes of the lock's keys. */
  readonly address: string
  readonly keys: LockKeys
  readonly recipe: LockRecipe
  readonly ttlMs: number
  /** Its own name: the lock's value. */
  readonly name: string
}

export interface Waiting {
  readonly limitMs: number
  readonly everyMs: number
}

/** A client that wants the lock, and does what the lock guards. */
export const holder: ActorModule = async (options, tell) => {
  const plan = options as unknown as HolderOptions
  const client = await NodeClient.open(plan.address, plan.reach, new AbortController().signal)
  const one = new Holder(plan, client, tell)
  return {
    commands: {
      /** SETNX alone: EXPIRE would be its next command. */
      begin: () => one.begin(),
      /** Asks until it owns, or for as long as told. @returns whether it owns */
      acquire: (arg) => one.acquire(arg as unknown as Waiting),
      write: (value) => one.write(String(value)),
      /** Stands still, then goes on with its work as if nothing had been. */
      pauseAndGoOn: (ms) => one.pauseAndGoOn(Number(ms)),
      release: () => one.release(),
    },
    [Symbol.asyncDispose]: () => {
      client[Symbol.dispose]()
      return Promise.resolve()
    },
  }
}

class Holder {
  readonly #plan: HolderOptions
  readonly #client: NodeClient
  readonly #tell: (told: Told) => void
  readonly #signal = new AbortController().signal
  #token = 0

  constructor(plan: HolderOptions, client: NodeClient, tell: (told: Told) => void) {
    this.#plan = plan
    this.#client = client
    this.#tell = tell
  }

  async begin(): Promise<Json> {
    const { keys, name } = this.#plan
    const created = await this.#ask(['SETNX', keys.lock, name])
    if (created !== 1) return false
    await this.#own(null, 1, 'SETNX: it owns. EXPIRE is to come next')
    return true
  }

  async acquire({ limitMs, everyMs }: Waiting): Promise<Json> {
    const { keys, name, ttlMs } = this.#plan
    const until = performance.now() + limitMs
    for (let tries = 1; ; tries++) {
      const reply = await this.#ask(['SET', keys.lock, name, 'NX', 'PX', String(ttlMs)])
      if (reply === 'OK') {
        await this.#own(ttlMs, tries, `SET NX PX ${ttlMs}: it owns`)
        return true
      }
      if (tries === 1) this.#say('waiting', { at: instant() }, 'SET NX: the lock is somebody else’s')
      if (performance.now() + everyMs > until) {
        this.#say('gave-up', { tries, at: instant() }, `Gives up after ${tries} tries`, 'bad')
        return false
      }
      await sleep(everyMs)
    }
  }

  async write(value: string): Promise<null> {
    const { keys, recipe } = this.#plan
    const script = recipe === 'fenced' ? fencedWrite : plainWrite
    const reply = await this.#ask(['EVAL', script, '1', keys.store, value, String(this.#token)])
    const accepted = reply === 1
    const says = `Writes “${value}” with token ${this.#token}: ${accepted ? 'taken' : 'refused'}`
    this.#say('wrote', { value, token: this.#token, accepted, at: instant() }, says, accepted ? 'info' : 'ok')
    return null
  }

  async pauseAndGoOn(ms: number): Promise<null> {
    this.#say('paused', { ms, at: instant() }, `Stands still for ${ms} ms`, 'warn')
    // the thread itself, as a collector of garbage stops it: no timer of its own would tell it
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
    this.#say('resumed', { at: instant() }, 'Goes on, and believes that it owns')
    await this.write(this.#plan.name)
    return this.release()
  }

  async release(): Promise<null> {
    const { keys, name } = this.#plan
    const deleted = (await this.#ask(['EVAL', compareAndDelete, '1', keys.lock, name])) === 1
    const says = deleted
      ? 'Releases: the lock was its own'
      : 'Would release: the lock is not its own any more'
    this.#say('released', { deleted, at: instant() }, says, deleted ? 'ok' : 'warn')
    return null
  }

  async #own(ttlMs: number | null, tries: number, says: string): Promise<void> {
    this.#token = Number(await this.#ask(['INCR', this.#plan.keys.counter]))
    const data = { token: this.#token, ttlMs, tries, at: instant() }
    this.#say('owning', data, `${says}, token ${this.#token}`, 'ok')
  }

  #ask(args: readonly string[]): Promise<unknown> {
    return this.#client.ask(args, this.#signal)
  }

  #say<W extends keyof LockEntries>(what: W, data: LockEntries[W], says: string, tone?: Told['tone']): void {
    this.#tell({ what, says, data, ...(tone === undefined ? {} : { tone }) })
  }
}
