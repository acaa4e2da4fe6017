import type { RunEntry } from '../api/experiments.ts'

/**
 * `apart`: SETNX, then EXPIRE; the owner dies in between. `together`: SET NX PX; the owner dies owning. `paused`: SET NX
 * PX; the owner stops for longer than the lock lives, and then goes on. `fenced`: the same, and the store refuses a
 * token lower than the highest it has seen.
 */
export type LockRecipe = 'apart' | 'together' | 'paused' | 'fenced'

/** What is told, by `RunEntry.what`; `RunEntry.actor` is the client. `at`: epoch ms with a fraction. */
export interface LockEntries {
  /** From here on it believes that it owns. `token`: INCR of the lock's counter. `ttlMs`: null: it set none. */
  owning: { token: number; ttlMs: number | null; tries: number; at: number }
  waiting: { at: number }
  /** It asked for long enough. */
  'gave-up': { tries: number; at: number }
  /** It does nothing any more, and doesn't know of it. */
  paused: { ms: number; at: number }
  resumed: { at: number }
  /** What the store said to a write. `token`: of who writes. */
  wrote: { value: string; token: number; accepted: boolean; at: number }
  /** Its compare-and-delete: false: the lock was not its own any more. From here on it knows. */
  released: { deleted: boolean; at: number }
  /** Told by the step: its thread was ended without a word to the server. */
  killed: { client: string; at: number }
  /** `observed`: owner null: nobody's. `ttlMs`: null: it has none, and stays for ever. */
  lock: { owner: string | null; ttlMs: number | null; at: number }
  /** `observed`: what is in the store when all is over. */
  stored: { value: string | null; token: number | null; at: number }
}

type Data<W extends keyof LockEntries> = LockEntries[W]

/** Who believes what, from when to when. */
export interface Belief {
  readonly client: string
  /** `pausing`: it believes that it owns, and does nothing. */
  readonly is: 'waiting' | 'owning' | 'pausing'
  readonly from: number
  /** undefined: still. */
  readonly to: number | undefined
}

export interface Write {
  readonly client: string
  readonly value: string
  readonly token: number
  readonly accepted: boolean
  /** A higher token had been written before. */
  readonly isLate: boolean
  readonly at: number
}

export interface LockTally {
  readonly beliefs: readonly Belief[]
  readonly deaths: readonly { readonly client: string; readonly at: number }[]
  readonly writes: readonly Write[]
  /** By instant, as the onlooker read it. */
  readonly seen: readonly Data<'lock'>[]
  readonly stored: Data<'stored'> | undefined
  /** Clients in the order in which they owned. */
  readonly owners: readonly { readonly client: string; readonly data: Data<'owning'> }[]
  readonly gaveUp: Data<'gave-up'> | undefined
  /** When the first owner stopped, by death or pause. */
  readonly stoppedAt: number | undefined
  /** Most that believed at one instant that they own. */
  readonly ownersAtOnce: number
  readonly releases: readonly { readonly client: string; readonly deleted: boolean; readonly at: number }[]
}

/** Everything that is shown of the experiment: of a log, or of its beginning. */
export function foldLock(entries: readonly RunEntry[]): LockTally {
  const of = <W extends keyof LockEntries>(what: W) =>
    entries
      .filter((entry) => entry.what === what && (entry.kind === 'client' || entry.kind === 'observed'))
      .map(({ actor, data }) => ({ client: actor, data: data as unknown as Data<W> }))
  const owners = of('owning')
  const deaths = of('killed').map(({ data }) => data)
  const releases = of('released').map(({ client, data }) => ({ client, ...data }))
  const paused = of('paused')
  const clients = [...new Set([...of('waiting'), ...owners].map(({ client }) => client))]
  const beliefs = clients.flatMap((client) =>
    beliefsOf({
      client,
      waiting: of('waiting').find((each) => each.client === client)?.data.at,
      gaveUp: of('gave-up').find((each) => each.client === client)?.data.at,
      owning: owners.find((each) => each.client === client)?.data.at,
      paused: paused.find((each) => each.client === client)?.data.at,
      resumed: of('resumed').find((each) => each.client === client)?.data.at,
      end: endOf(client, releases, deaths),
    }),
  )
  return {
    beliefs,
    deaths,
    releases,
    writes: writesOf(of('wrote')),
    seen: of('lock').map(({ data }) => data),
    stored: of('stored').at(-1)?.data,
    owners: owners.toSorted((a, b) => a.data.at - b.data.at),
    gaveUp: of('gave-up')[0]?.data,
    stoppedAt: deaths[0]?.at ?? paused[0]?.data.at,
    ownersAtOnce: mostAtOnce(beliefs.filter(({ is }) => is !== 'waiting')),
  }
}

function endOf(
  client: string,
  releases: LockTally['releases'],
  deaths: LockTally['deaths'],
): number | undefined {
  return [...releases, ...deaths].find((each) => each.client === client)?.at
}

interface Instants {
  readonly client: string
  readonly waiting: number | undefined
  readonly gaveUp: number | undefined
  readonly owning: number | undefined
  readonly paused: number | undefined
  readonly resumed: number | undefined
  readonly end: number | undefined
}

function beliefsOf({ client, waiting, gaveUp, owning, paused, resumed, end }: Instants): readonly Belief[] {
  const found: Belief[] = []
  if (waiting !== undefined) found.push({ client, is: 'waiting', from: waiting, to: owning ?? gaveUp ?? end })
  if (owning === undefined) return found
  if (paused === undefined) return [...found, { client, is: 'owning', from: owning, to: end }]
  found.push({ client, is: 'owning', from: owning, to: paused })
  found.push({ client, is: 'pausing', from: paused, to: resumed ?? end })
  return resumed === undefined ? found : [...found, { client, is: 'owning', from: resumed, to: end }]
}

function writesOf(
  told: readonly { readonly client: string; readonly data: Data<'wrote'> }[],
): readonly Write[] {
  let highest = 0
  return told
    .toSorted((a, b) => a.data.at - b.data.at)
    .map(({ client, data }) => {
      const isLate = data.token < highest
      highest = Math.max(highest, data.token)
      return { client, ...data, isLate }
    })
}

function mostAtOnce(spans: readonly Belief[]): number {
  const own = [...new Set(spans.map(({ client }) => client))].map((client) => {
    const mine = spans.filter((span) => span.client === client)
    const isOpen = mine.some(({ to }) => to === undefined)
    return {
      from: Math.min(...mine.map(({ from }) => from)),
      to: isOpen ? Infinity : Math.max(...mine.map(({ to }) => to ?? Infinity)),
    }
  })
  return Math.max(
    0,
    ...own.map((one) => own.filter(({ from, to }) => from <= one.from && to > one.from).length),
  )
}

/** The parameters of a run, as numbers and words that can be reckoned with. */
export interface LockPlan {
  readonly recipe: LockRecipe
  readonly ttlMs: number
  readonly pauseMs: number
}

export function lockPlan(parameters: Readonly<Record<string, number | string>>): LockPlan {
  const { recipe, ttlMs, pauseMs } = parameters
  return {
    recipe: recipe === 'apart' || recipe === 'paused' || recipe === 'fenced' ? recipe : 'together',
    ttlMs: Number(ttlMs ?? 0),
    pauseMs: Number(pauseMs ?? 0),
  }
}

/** Recipes whose first owner goes on after it had stopped. */
export function doesGoOn({ recipe }: LockPlan): boolean {
  return recipe === 'paused' || recipe === 'fenced'
}
