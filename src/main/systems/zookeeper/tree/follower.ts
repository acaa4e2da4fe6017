import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import type { FactColumn } from '../../sample.ts'
import type { RawFailure, RawTree } from '../raw.ts'
import { sessionId } from '../ask/session-id.ts'
import { fault, op } from '../wire/codes.ts'
import type { WireConnection } from '../wire/connection.ts'
import type { Granted } from '../wire/handshake.ts'
import type { JuteReader } from '../wire/jute.ts'
import { openAny, type OpenOptions } from '../wire/open-any.ts'
import { addRecursiveWatch, pathRequest, readWatchEvent } from '../wire/requests.ts'
import type { TreeBudget } from './budget.ts'
import { DirtyPaths } from './dirty.ts'
import { KnownZnodes, znodeFacts } from './known.ts'
import { Pace } from './pace.ts'
import { readAnew } from './read-anew.ts'
import { slowWalk } from './slow-walk.ts'
import { walk, type Walk } from './walk.ts'
import { pathOf } from './znode.ts'

const sessionTimeoutMs = 10_000
/** Changes that come together are told together; a lone one waits only this. */
const gatherMs = 5
/** Between two tellings. */
const restMs = 50
const retryMs = { first: 200, most: 5000 } as const

const configPath = '/zookeeper/config'

export interface FollowerOptions extends Pick<OpenOptions, 'credentials' | 'dialer' | 'meterOf'> {
  /** Members to connect to, best first; asked again at each attempt. */
  endpoints(): readonly string[]
  readonly root: string
  readonly budget: TreeBudget
  /** Znodes read anew a second; 0: no limit. */
  readonly changesPerSecond: number
  /** Servers without recursive watches are walked again this often. */
  readonly pollMs: number
  /** Facts are waiting to be taken. */
  onFacts(): void
}

/** Reads the tree once, then follows it by one recursive watch; after a lost connection, reads anew. */
export class TreeFollower implements AsyncDisposable {
  readonly #options: FollowerOptions
  readonly #stop = new AbortController()
  readonly #known: KnownZnodes
  readonly #dirty: DirtyPaths
  readonly #pace: Pace
  readonly #ready = Promise.withResolvers<void>()
  /** Facts to be told, oldest first. */
  readonly #facts: (readonly FactColumn[])[] = []
  #connection: WireConnection | undefined
  #endpoint = ''
  #former: Granted | undefined
  #failure: OrreryError | undefined
  #how: RawTree['how'] = 'unknown'
  #walk: Pick<Walk, 'whole' | 'hidden'> | undefined
  #changes = 0
  #config: string | null = null
  #timer: NodeJS.Timeout | undefined
  #busy = false
  /** Before 3.6: no multiRead, no recursive watch. */
  #isOld = false
  #retries = 0

  constructor(options: FollowerOptions) {
    this.#options = options
    this.#known = new KnownZnodes(options.budget)
    this.#dirty = new DirtyPaths(options.root)
    this.#pace = new Pace(options.changesPerSecond)
  }

  /** Settles when the tree was read for the first time, or could not be. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  /** Text of /zookeeper/config. */
  get config(): string | null {
    return this.#config
  }

  /** Our own session, while there is one. */
  get own(): { session: string; endpoint: string } | null {
    if (this.#connection === undefined) return null
    return { session: sessionId(String(this.#connection.session.id)), endpoint: this.#endpoint }
  }

  get failure(): RawFailure | null {
    if (this.#failure === undefined) return null
    const { code, message, fix } = this.#failure
    return fix === undefined ? { code, message } : { code, message, fix }
  }

  state(): RawTree {
    return {
      how: this.#how,
      why: this.#whyPartly(),
      lag: this.#lag(),
      chroot: this.#options.root,
      znodes: this.#known.size,
      changes: this.#changes,
      waiting: this.#dirty.size,
      hidden: this.#walk?.hidden ?? 0,
    }
  }

  /** The facts not told yet, oldest first, each as they came together. */
  takeFacts(): readonly (readonly FactColumn[])[] {
    return this.#facts.splice(0)
  }

  /**
   * Opens the session; walking goes on by itself.
   * @throws OrreryError why no member granted one; it is tried again in the background all the same
   */
  async start(signal: AbortSignal): Promise<void> {
    try {
      await this.#connect(AbortSignal.any([signal, this.#stop.signal]))
    } catch (error) {
      this.#lost(asOrreryError(error))
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new OrreryError('cancelled', 'Closed'))
    clearTimeout(this.#timer)
    const connection = this.#connection
    this.#connection = undefined
    this.#ready.resolve()
    await connection?.close()
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { connection, endpoint } = await openAny(
      {
        ...this.#options,
        endpoints: this.#options.endpoints(),
        sessionTimeoutMs,
        former: this.#former,
        onWatch: (_, event) => this.#onWatch(event),
        onClose: (error) => this.#onClose(error),
      },
      signal,
    )
    this.#connection = connection
    this.#endpoint = endpoint
    this.#former = connection.session
    this.#read(connection)
  }

  /** Reads all; whatever fails in it is the end of the connection. */
  #read(connection: WireConnection): void {
    this.#busy = true
    this.#readAll(connection)
      .catch((error: unknown) => this.#fail(connection, asOrreryError(error)))
      .finally(() => {
        this.#busy = false
        this.#schedule(0)
      })
  }

  async #readAll(connection: WireConnection): Promise<void> {
    const { root, budget, changesPerSecond } = this.#options
    this.#config = await readConfig(connection)
    // the watch first: what changes during the walk is read anew after it
    const followed = await this.#watch(connection)
    budget.reset()
    const found = followed
      ? await walk(connection, root, budget)
      : await slowWalk(connection, root, budget, changesPerSecond)
    this.#walk = { whole: found.whole, hidden: found.hidden }
    this.#how = followed ? 'followed' : 'polled'
    this.#failure = undefined
    this.#retries = 0
    // of a first walk there's nothing that it could leave out
    const complete = found.whole || this.#known.size === 0
    const missing = this.#known.replace(found)
    this.#tell(znodeFacts(found.znodes, complete))
    // a walk that is not whole can't say what is gone
    if (!found.whole) this.#dirty.addStale(missing.map(pathOf))
    this.#ready.resolve()
    if (!followed) this.#timer = setTimeout(() => this.#readAgain(connection), this.#options.pollMs)
  }

  #readAgain(connection: WireConnection): void {
    this.#timer = undefined
    if (connection === this.#connection) this.#read(connection)
  }

  #fail(connection: WireConnection, error: OrreryError): void {
    connection.drop(error)
    // it may have ended before we knew it
    if (connection === this.#connection) this.#lost(error)
  }

  /**
   * @returns false where the server is known to have no recursive watches
   * @throws OrreryError `unsupported` when that is found out: such a server closes the connection with its answer
   */
  async #watch(connection: WireConnection): Promise<boolean> {
    if (this.#isOld) return false
    this.#dirty.clear()
    await addRecursiveWatch(connection, this.#options.root)
    return true
  }

  #onWatch(reader: JuteReader): void {
    const event = readWatchEvent(reader)
    if (event.type === 'other') return
    this.#changes++
    this.#dirty.add(event)
    this.#schedule(gatherMs)
  }

  #schedule(inMs: number): void {
    if (this.#timer !== undefined || this.#busy || this.#how !== 'followed' || this.#dirty.size === 0) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#catchUp()
    }, inMs)
  }

  /** Reads anew what changed, tells it, rests, and goes on while there's more. */
  async #catchUp(): Promise<void> {
    const connection = this.#connection
    if (connection === undefined) return
    this.#busy = true
    try {
      const { stale, gone } = this.#dirty.take(this.#pace.take(this.#dirty.size))
      if (stale.includes(configPath)) this.#config = await readConfig(connection)
      this.#tell(await readAnew(connection, stale, gone, this.#known, this.#options.budget))
    } catch (error) {
      this.#fail(connection, asOrreryError(error))
    } finally {
      this.#busy = false
      this.#schedule(restMs)
    }
  }

  #tell(facts: readonly FactColumn[]): void {
    if ((facts[0]?.entities.paths.length ?? 0) === 0) return
    this.#facts.push(facts)
    this.#options.onFacts()
  }

  #onClose(error: OrreryError): void {
    if (this.#connection === undefined || this.#stop.signal.aborted) return
    this.#lost(error)
  }

  /** Notes why, and tries again after a while; at once, the plain way, where the server turned out to be old. */
  #lost(error: OrreryError): void {
    this.#connection = undefined
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#stop.signal.aborted) return
    const turnedOutOld = !this.#isOld && error.details['fault'] === fault.unimplemented
    if (turnedOutOld) this.#isOld = true
    else {
      this.#failure = error
      this.#ready.resolve()
    }
    const waitMs = turnedOutOld ? 0 : Math.min(retryMs.first * 2 ** this.#retries++, retryMs.most)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#connect(this.#stop.signal).catch((again: unknown) => this.#lost(asOrreryError(again)))
    }, waitMs)
  }

  #whyPartly(): string | null {
    const { budget } = this.#options
    const reasons = [
      this.#walk?.whole === false ? `Only ${budget.znodes} znodes are read: the budget allows no more` : '',
      budget.bytesSpent
        ? `The data of some znodes are left out: the budget allows ${budget.bytes} bytes`
        : '',
      (this.#walk?.hidden ?? 0) > 0 ? 'The ACL of some znodes keeps their data and children from us' : '',
    ].filter((reason) => reason !== '')
    return reasons.length === 0 ? null : reasons.join('; ')
  }

  #lag(): string | null {
    const { changesPerSecond } = this.#options
    if (changesPerSecond === 0 || this.#dirty.size <= changesPerSecond) return null
    return `Changes come faster than the ${changesPerSecond} a second that the budget allows: the tree lags behind`
  }
}

async function readConfig(connection: WireConnection): Promise<string | null> {
  return connection.request(op.getData, pathRequest(configPath), ({ error, body }) =>
    error === 0 ? body.bytes().toString('utf8') : null,
  )
}
