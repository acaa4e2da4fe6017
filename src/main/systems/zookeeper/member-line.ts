import { withDeadline } from '../../../shared/base/deadline.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { settled } from '../../../shared/base/settled.ts'
import { type AdminDoor, secureScheme } from './ask/admin.ts'
import { refusalIn, type Door, type RawReply } from './ask/ask.ts'
import { parseAddress } from '../base/address.ts'
import type { Dialer } from '../base/dialer.ts'
import type { Conf } from './ask/conf.ts'
import { fourLetter } from './ask/four-letter.ts'
import { Meter } from '../base/meter.ts'
import { asks, type AskName, type RawFailure, type RawMember } from './raw.ts'

/** What a member may take to answer everything that a sample asks of it. */
const answerLimitMs = 1500
/** Where an AdminServer is guessed at, a firewall may swallow the question. */
const guessLimitMs = 400
/** Where the user says that one is, it may take as long as a member. */
const givenLimitMs = 1200
/** A member that failed is tried in the background, with more patience. */
const probeLimitMs = 5000
/** How long a sample waits for that try: enough for a member that is back, or still refuses. */
const probeGraceMs = 50

/** Where an AdminServer may be: taken when it says it belongs to the member. */
export type AdminCandidates = (endpoint: string) => readonly string[]

/** How all members of a target are asked. */
export interface MemberDoors {
  /** For words. */
  readonly dialer: Dialer
  readonly adminDoor: AdminDoor
  readonly candidates: AdminCandidates
  /** The user said where AdminServers are: the candidates are not guessed, and asked also what no word knows. */
  readonly isAdminGiven: boolean
}

/** One member as seen from here: which doors are open for which ask, and whether it answers at all. */
export class MemberLine implements Disposable {
  readonly endpoint: string
  readonly meter: Meter
  readonly #dialer: Dialer
  readonly #adminDoor: AdminDoor
  readonly #candidates: AdminCandidates
  readonly #adminLimitMs: number
  #admin: string | null = null
  #adminSearch: Promise<string | null> | undefined
  readonly #doors = new Map<AskName, Door | 'closed'>()
  #conf: RawReply | undefined
  #failure: RawFailure | undefined
  #probe: Promise<void> | undefined
  /** A probe outlives the sample that began it, not the line. */
  readonly #life = new AbortController()

  constructor(endpoint: string, { dialer, adminDoor, candidates, isAdminGiven }: MemberDoors) {
    this.endpoint = endpoint
    this.meter = new Meter(endpoint)
    this.#dialer = dialer
    this.#adminDoor = adminDoor
    this.#candidates = candidates
    this.#adminLimitMs = isAdminGiven ? givenLimitMs : guessLimitMs
  }

  /**
   * Never throws for the member's sake. A member that just failed costs nothing: it is tried in the background and
   * asked again as soon as it answers there.
   */
  async observe(names: readonly AskName[], signal: AbortSignal): Promise<RawMember> {
    if (this.#failure !== undefined) await this.#tryAgain(this.#failure)
    if (this.#failure !== undefined) return this.#failed(this.#failure)
    const wanted = this.#conf === undefined && !names.includes('conf') ? [...names, 'conf' as const] : names
    const answered = await this.#askAll(wanted, signal)
    const { conf } = answered.replies
    // who a member is stays known while it doesn't serve, and then doesn't tell
    if (conf !== undefined && refusalIn(conf.text) === undefined) this.#conf = conf
    const replies = this.#conf === undefined ? answered.replies : { ...answered.replies, conf: this.#conf }
    const failure = answered.failures.srvr
    // a closed door isn't a failing member
    if (failure !== undefined && failure.code !== 'forbidden') this.#fail(failure)
    return { ...answered, replies }
  }

  /** Asks a little more of a member that has just answered. */
  async askAlso(member: RawMember, names: readonly AskName[], signal: AbortSignal): Promise<RawMember> {
    const more = await this.#askAll(names, signal)
    return {
      ...member,
      replies: { ...member.replies, ...more.replies },
      failures: { ...member.failures, ...more.failures },
    }
  }

  /**
   * What only AdminServer knows, where one was found for something else, or `search` says to look for it. What it
   * doesn't know (before 3.6) is no gap: nobody asked the user for it.
   */
  async askAdminAlso(
    member: RawMember,
    names: readonly AskName[],
    search: boolean,
    signal: AbortSignal,
  ): Promise<RawMember> {
    if (search) this.#admin = await (this.#adminSearch ??= this.#findAdmin())
    if (this.#admin === null || this.#failure !== undefined) return member
    const { admin, replies } = await this.#askAll(names, signal)
    return { ...member, admin, replies: { ...member.replies, ...replies } }
  }

  /** Forgets which doors were closed, and where AdminServer was, so that a changed setting is noticed. */
  lookAnew(): void {
    this.#adminSearch = undefined
    for (const [name, door] of this.#doors) if (door === 'closed') this.#doors.delete(name)
  }

  async #askAll(names: readonly AskName[], signal: AbortSignal): Promise<RawMember> {
    const started = performance.now()
    let roundTripMs: number | null = null
    const replies: Partial<Record<AskName, RawReply>> = {}
    const failures = this.#closedDoors()
    const askOne = async (name: AskName) => {
      try {
        replies[name] = await this.#ask(name, answerLimitMs, signal)
        delete failures[name]
        if (name === 'srvr') roundTripMs = performance.now() - started
      } catch (error) {
        signal.throwIfAborted()
        failures[name] = failureOf(error)
      }
    }
    await Promise.all(names.map(askOne))
    return { endpoint: this.endpoint, admin: this.#admin, roundTripMs, replies, failures }
  }

  /** What is closed stays a gap also in samples that don't knock. */
  #closedDoors(): Partial<Record<AskName, RawFailure>> {
    const closedNow = [...this.#doors].filter(([, door]) => door === 'closed')
    return Object.fromEntries(closedNow.map(([name]) => [name, failureOf(closed(name, this.endpoint))]))
  }

  [Symbol.dispose](): void {
    this.#life.abort(new OrreryError('cancelled', 'Closed'))
  }

  #failed(failure: RawFailure): RawMember {
    const replies = this.#conf === undefined ? {} : { conf: this.#conf }
    return {
      endpoint: this.endpoint,
      admin: this.#admin,
      roundTripMs: null,
      replies,
      failures: { srvr: failure },
    }
  }

  #fail(failure: RawFailure): void {
    this.#failure = failure
    // it may come back as another version with other settings
    this.#doors.clear()
    this.#adminSearch = undefined
  }

  async #tryAgain(failure: RawFailure): Promise<void> {
    this.#probe ??= this.#ask('srvr', probeLimitMs, this.#life.signal)
      .then(
        () => void (this.#failure = undefined),
        // one that goes on hanging is said to have failed as it was first seen
        (error: unknown) => {
          const again = failureOf(error)
          this.#failure = again.code === failure.code ? failure : again
        },
      )
      .finally(() => void (this.#probe = undefined))
    await settled(this.#probe, probeGraceMs)
  }

  async #ask(name: AskName, limitMs: number, signal: AbortSignal): Promise<RawReply> {
    const { word } = asks[name]
    const door = word === null ? 'admin' : this.#doors.get(name)
    if (door === 'closed') throw closed(name, this.endpoint)
    const what = `${this.endpoint} to ${name}`
    let isAccepted = door === 'admin'
    const answer = withDeadline<RawReply>(limitMs, what, signal, async (s) => {
      if (door !== 'admin' && word !== null) {
        const text = await fourLetter(this.endpoint, word, this.#dialer, this.meter, s, () => {
          isAccepted = true
        })
        if (text === '') throw silentClose(name, this.endpoint)
        if (refusalIn(text) !== 'closed') {
          this.#doors.set(name, '4lw')
          return { door: '4lw', text }
        }
      }
      return this.#askAdmin(name, s)
    })
    return answer.catch((error: unknown) => {
      const isSilence = error instanceof OrreryError && error.code === 'timeout'
      throw isSilence && !isAccepted ? unaccepted(this.endpoint, limitMs) : error
    })
  }

  async #askAdmin(name: AskName, signal: AbortSignal): Promise<RawReply> {
    this.#adminSearch ??= this.#findAdmin()
    this.#admin = await this.#adminSearch
    if (this.#admin === null) {
      if (asks[name].word !== null) this.#doors.set(name, 'closed')
      throw closed(name, this.endpoint)
    }
    const text = await this.#adminDoor.ask(this.#admin, asks[name].command, this.meter, signal)
    this.#doors.set(name, 'admin')
    return { door: 'admin', text }
  }

  /** The candidate that says it is this member's; null: none, or none in time. */
  async #findAdmin(): Promise<string | null> {
    const candidates = this.#candidates(this.endpoint)
    const isAlone = new Set(candidates.map((one) => one.replace(secureScheme, ''))).size === 1
    const belongs = async (candidate: string, signal: AbortSignal) => {
      const text = await this.#adminDoor.ask(candidate, 'configuration', this.meter, signal)
      if (this.#isOwn(asks.conf.parse({ door: 'admin', text }), isAlone)) return candidate
      throw new OrreryError('not-found', `${candidate} belongs to another member`)
    }
    const firstOf = (some: readonly string[]) =>
      Promise.any(
        some.map((candidate) =>
          withDeadline(this.#adminLimitMs, candidate, this.#life.signal, (s) => belongs(candidate, s)),
        ),
      ).catch(() => null)
    const isSecure = (candidate: string) => candidate.startsWith(secureScheme)
    return (await firstOf(candidates.filter(isSecure))) ?? firstOf(candidates.filter((one) => !isSecure(one)))
  }

  /**
   * AdminServer tells the plain port only: by TLS a member is known by its id, where its words told that, or by being
   * the only one there.
   */
  #isOwn({ clientPort, serverId }: Conf, isAlone: boolean): boolean {
    const { port } = parseAddress(this.endpoint)
    if (clientPort === port) return true
    if (this.#dialer.tls === undefined) return false
    const own = this.#conf === undefined ? undefined : asks.conf.parse(this.#conf).serverId
    return own === undefined ? isAlone : own === serverId
  }
}

function failureOf(error: unknown): RawFailure {
  const { code, message, fix, details } = asOrreryError(error)
  return {
    code,
    message,
    ...(fix === undefined ? {} : { fix }),
    ...(details['unreachable'] === 1 ? { unreachable: true } : {}),
    ...(details['unaccepted'] === 1 ? { unaccepted: true } : {}),
  }
}

/** How a person asks for TLS. */
export const byTls = 'zookeepers://… or tls=on'

const words = Object.values(asks).flatMap(({ word }) => word ?? [])

function closed(name: AskName, endpoint: string): OrreryError {
  return new OrreryError('forbidden', `${endpoint} doesn’t answer ${name}: it is not on its whitelist`, {
    fix: `In zoo.cfg set 4lw.commands.whitelist=${words.join(',')}, or admin.enableServer=true`,
    details: { endpoint },
  })
}

function unaccepted(endpoint: string, limitMs: number): OrreryError {
  return new OrreryError('timeout', `${endpoint} took no connection in ${limitMs} ms`, {
    fix: 'It is switched off, hangs, or a firewall drops what comes from here: see the machine itself',
    details: { endpoint, unaccepted: 1 },
  })
}

function silentClose(name: AskName, endpoint: string): OrreryError {
  return new OrreryError('protocol', `${endpoint} closed the connection without an answer to ${name}`, {
    fix: `Is this ZooKeeper’s client port? A secureClientPort is reached by TLS: ${byTls}`,
    details: { endpoint },
  })
}
