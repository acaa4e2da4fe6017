import type { RunEntry } from '../api/experiments.ts'

/**
 * What the client makes of a redirection. `none`: takes each for a failure. `moved`: goes where MOVED says, and fails
 * on ASK. `sticky`: takes ASK for a MOVED: from then on it asks the other node, with ASKING. `both`: goes there with
 * ASKING for this one command.
 */
export type RedirectClient = 'none' | 'moved' | 'sticky' | 'both'
/** Whether the move is brought to its end, or left halfway. */
export type RedirectEnd = 'whole' | 'half'

/** How a read ended: with what was written, with null, or with the error that the client didn't get past. */
export type Got = 'value' | 'null' | 'MOVED' | 'ASK' | 'TRYAGAIN' | 'error'

export interface Read {
  readonly got: Got
  /** The redirections on its way, in their order: also those that it followed. */
  readonly met: readonly ('MOVED' | 'ASK' | 'TRYAGAIN')[]
  /** Commands sent, ASKING among them. */
  readonly requests: number
}

/**
 * `home`: before. `open`: marked, no key moved. `moving`: some have. `moved`: all have, and the slot is still its
 * old owner's. `assigned`: it is the new owner's.
 */
export type SlotPhase = 'home' | 'open' | 'moving' | 'moved' | 'assigned'

/** What is told, by `RunEntry.what`. `at`: epoch ms with a fraction. */
export interface RedirectEntries {
  /** `observed`, of the cluster: addresses of the two masters. */
  slot: { slot: number; tag: string; home: string; away: string; keys: readonly string[]; at: number }
  /** `observed`: a step of the move is over. `moved`: how many of our keys are away by now. */
  move: { phase: SlotPhase; moved: number; at: number }
  /** `client`: it read each key with GET, then all with one MGET. `from`, `at`: begin and end. */
  round: {
    phase: SlotPhase
    moved: number
    single: readonly Read[]
    all: Read
    from: number
    at: number
  }
}

export type Round = RedirectEntries['round']

export interface RedirectTally {
  readonly slot: RedirectEntries['slot'] | undefined
  readonly moves: readonly RedirectEntries['move'][]
  readonly rounds: readonly Round[]
  /** The round when half of the keys had moved. */
  readonly half: Round | undefined
  /** The first one after the slot was assigned. */
  readonly after: Round | undefined
  /** Over all rounds, of single reads. */
  readonly reads: number
  readonly met: Readonly<Record<'MOVED' | 'ASK', number>>
  /** Null for a key that was there. */
  readonly nulls: number
  readonly failed: number
  /** MGETs that ended so. */
  readonly tryAgain: number
  readonly multi: number
}

/** Everything that is shown of the experiment: of a log, or of its beginning. */
export function foldRedirects(entries: readonly RunEntry[]): RedirectTally {
  const told = <W extends keyof RedirectEntries>(what: W): readonly RedirectEntries[W][] =>
    entries
      .filter((entry) => entry.what === what && (entry.kind === 'client' || entry.kind === 'observed'))
      .map(({ data }) => data as unknown as RedirectEntries[W])
  const [slot] = told('slot')
  const rounds = told('round')
  const half = Math.floor((slot?.keys.length ?? 0) / 2)
  const singles = rounds.flatMap(({ single }) => single)
  const metIn = (is: 'MOVED' | 'ASK') =>
    singles.reduce((sum, { met }) => sum + met.filter((each) => each === is).length, 0)
  return {
    slot,
    moves: told('move'),
    rounds,
    half: rounds.find(({ phase, moved }) => phase === 'moving' && moved === half),
    after: rounds.find(({ phase }) => phase === 'assigned'),
    reads: singles.length,
    met: { MOVED: metIn('MOVED'), ASK: metIn('ASK') },
    nulls: singles.filter(({ got }) => got === 'null').length,
    failed: singles.filter(({ got }) => got !== 'null' && got !== 'value').length,
    tryAgain: rounds.filter(({ all }) => all.met.includes('TRYAGAIN')).length,
    multi: rounds.length,
  }
}

/** The parameters of a run, as numbers and words that can be reckoned with. */
export interface RedirectPlan {
  readonly client: RedirectClient
  readonly keys: number
  readonly everyMs: number
  readonly ends: RedirectEnd
}

export function redirectPlan(parameters: Readonly<Record<string, number | string>>): RedirectPlan {
  const { client, keys, everyMs, ends } = parameters
  return {
    client: client === 'none' || client === 'moved' || client === 'sticky' ? client : 'both',
    keys: Number(keys ?? 0),
    everyMs: Number(everyMs ?? 0),
    ends: ends === 'half' ? 'half' : 'whole',
  }
}
