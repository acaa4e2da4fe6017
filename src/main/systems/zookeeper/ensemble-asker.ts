import type { Cost } from '../sample.ts'
import { Meter } from '../base/meter.ts'
import { refusalIn } from './ask/ask.ts'
import { asks, type AskName, type RawMember } from './raw.ts'
import { MemberLine, type MemberDoors } from './member-line.ts'

/** Asked of every member at every sample. */
const tickAsks: readonly AskName[] = ['srvr', 'mntr', 'cons']
/** Asked of every member about once a minute. */
const slowAsks: readonly AskName[] = ['conf', 'wchs']
/** Of AdminServers that are known, at every sample, and about once a minute. */
const adminAsks = { tick: ['zabstate'], slow: ['zabstate', 'votingView', 'observers'] } as const
/** A list of connections or sessions larger than this is asked slowly. */
const largeReplyBytes = 1024 * 1024
/** More watches than this are not listed: the servers warn that listing them costs. */
const listedWatches = 20_000

/** What one sample asks. */
export interface Due {
  readonly slow: boolean
  /** Endpoint of the member that is asked for all sessions; undefined: each of them. */
  readonly sessionsFrom: string | undefined
}

/** Asks all members of the ensemble, those of the configuration included as soon as they are known. */
export class EnsembleAsker implements Disposable {
  readonly #doors: MemberDoors
  readonly #lines = new Map<string, MemberLine>()
  readonly #large = new Set<AskName>()

  /** @param doors its AdminDoor is closed with the asker */
  constructor(endpoints: readonly string[], doors: MemberDoors) {
    this.#doors = doors
    this.add(endpoints)
  }

  get lines(): readonly MemberLine[] {
    return [...this.#lines.values()]
  }

  /** Members that were found; those already known stay as they are. */
  add(endpoints: readonly string[]): void {
    for (const endpoint of endpoints)
      if (!this.#lines.has(endpoint)) this.#lines.set(endpoint, new MemberLine(endpoint, this.#doors))
  }

  /** Asks every member for what is due, all at once. */
  async observe(due: Due, signal: AbortSignal): Promise<readonly RawMember[]> {
    if (due.slow) for (const line of this.lines) line.lookAnew()
    const members = await Promise.all(this.lines.map((line) => this.#observeOne(line, due, signal)))
    if (due.slow) this.#large.clear()
    for (const { replies } of members)
      for (const name of ['cons', 'dump'] as const)
        if ((replies[name]?.text.length ?? 0) > largeReplyBytes) this.#large.add(name)
    return members
  }

  /** Where our own session with that member is counted. */
  meterOf(endpoint: string): Meter {
    this.add([endpoint])
    return this.#lines.get(endpoint)?.meter ?? new Meter(endpoint)
  }

  /** What was asked since the last call, by endpoint. */
  takeCost(): Cost[] {
    return this.lines.map((line) => line.meter.take())
  }

  [Symbol.dispose](): void {
    for (const line of this.lines) line[Symbol.dispose]()
    this.#doors.adminDoor[Symbol.dispose]()
  }

  async #observeOne(line: MemberLine, due: Due, signal: AbortSignal): Promise<RawMember> {
    const member = await line.observe(this.#asksFor(line.endpoint, due), signal)
    const { slow, tick } = adminAsks
    const more = await line.askAdminAlso(
      member,
      due.slow ? slow : tick,
      this.#doors.isAdminGiven && due.slow,
      signal,
    )
    return due.slow && hasFewWatches(more) ? line.askAlso(more, ['wchc'], signal) : more
  }

  #asksFor(endpoint: string, { slow, sessionsFrom }: Due): AskName[] {
    const quick = tickAsks.filter((name) => slow || !this.#large.has(name))
    const tellsSessions = sessionsFrom === undefined || sessionsFrom === endpoint
    const sessions = tellsSessions && (slow || !this.#large.has('dump'))
    return [...quick, ...(sessions ? (['dump'] as const) : []), ...(slow ? slowAsks : [])]
  }
}

/** Servers warn that listing watches costs: it is done only where counting says that they are few. */
function hasFewWatches({ replies, failures }: RawMember): boolean {
  // where even counting is closed, listing is too: that costs nothing, and is to be told
  if (replies.wchs === undefined) return failures.wchs?.code === 'forbidden'
  return refusalIn(replies.wchs.text) === undefined && asks.wchs.parse(replies.wchs).watches <= listedWatches
}
