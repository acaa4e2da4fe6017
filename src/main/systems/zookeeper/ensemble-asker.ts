import type { Cost } from '../sample.ts'
import { AdminDoor } from './ask/admin.ts'
import { Meter } from './ask/meter.ts'
import type { AskName, RawMember } from './raw.ts'
import { MemberLine, type AdminCandidates } from './member-line.ts'

/** Asked of every member at every sample. */
const tickAsks: readonly AskName[] = ['srvr', 'mntr', 'cons']
/** Asked of every member about once a minute. */
const slowAsks: readonly AskName[] = ['conf', 'wchs']
/** A list of connections or sessions larger than this is asked slowly. */
const largeReplyBytes = 1024 * 1024
/** More watches than this are not listed: the servers warn that listing them costs. */
const listedWatches = 20_000

/** Asks all members of the ensemble, those of the configuration included as soon as they are known. */
export class EnsembleAsker implements Disposable {
  readonly #door = new AdminDoor()
  readonly #candidates: AdminCandidates
  readonly #lines = new Map<string, MemberLine>()
  readonly #large = new Set<AskName>()

  constructor(endpoints: readonly string[], candidates: AdminCandidates) {
    this.#candidates = candidates
    this.add(endpoints)
  }

  get lines(): readonly MemberLine[] {
    return [...this.#lines.values()]
  }

  /** Members that were found; those already known stay as they are. */
  add(endpoints: readonly string[]): void {
    for (const endpoint of endpoints)
      if (!this.#lines.has(endpoint))
        this.#lines.set(endpoint, new MemberLine(endpoint, this.#door, this.#candidates))
  }

  /**
   * @param sessionsFrom endpoint of the member that is asked for all sessions: the leader knows them best
   * @param watches how many there are, to decide whether listing them is fair
   */
  async observe(
    due: { slow: boolean; sessionsFrom: string | undefined; watches: number },
    signal: AbortSignal,
  ): Promise<readonly RawMember[]> {
    if (due.slow) for (const line of this.lines) line.lookAnew()
    const members = await Promise.all(
      this.lines.map((line) => line.observe(this.#asksFor(line.endpoint, due), signal)),
    )
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
    this.#door[Symbol.dispose]()
  }

  #asksFor(
    endpoint: string,
    due: { slow: boolean; sessionsFrom: string | undefined; watches: number },
  ): AskName[] {
    const quick = tickAsks.filter((name) => due.slow || !this.#large.has(name))
    const sessions = endpoint === due.sessionsFrom && (due.slow || !this.#large.has('dump'))
    return [
      ...quick,
      ...(sessions ? (['dump'] as const) : []),
      ...(due.slow ? slowAsks : []),
      ...(due.slow && due.watches <= listedWatches ? (['wchc'] as const) : []),
    ]
  }
}
