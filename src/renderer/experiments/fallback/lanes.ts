import type { RunEntry, RunTone } from '../../../shared/api/experiments.ts'
import { countUntil } from '../log/log.ts'

export interface Tick {
  readonly at: number
  readonly seq: number
  readonly tone: RunTone | undefined
}

/** A stretch in which a server or a line was stopped; `to` undefined: it still is. */
export interface Outage {
  readonly from: number
  readonly to: number | undefined
  /** `pause`, `kill`, `cut` */
  readonly what: string
}

/** One who acts in a run: a client of ours, a server, or Orrery itself. */
export interface Lane {
  readonly name: string
  /** From its first word to its end; `to` undefined: it is still there. */
  readonly from: number
  readonly to: number | undefined
  readonly ticks: readonly Tick[]
  readonly outages: readonly Outage[]
  /** What it said last. */
  readonly last: string
}

/** The lane of what Orrery itself does: creating, checking, removing. */
export const ownLane = 'orrery'
const isEnd = (what: string) => ['closed', 'killed', 'left', 'expired'].includes(what)
const stops = new Set(['pause', 'kill', 'cut', 'hold'])
const restores = new Set(['resume', 'start', 'restore'])

/** Who was seen in a log up to an instant, in the order of their first words; Orrery's own lane last. */
export function lanesOf(entries: readonly RunEntry[], until: number): readonly Lane[] {
  const said = new Map<string, RunEntry[]>()
  for (const entry of entries.slice(0, countUntil(entries, until))) {
    const name = laneOf(entry)
    if (name === undefined) continue
    const lane = said.get(name)
    if (lane === undefined) said.set(name, [entry])
    else lane.push(entry)
  }
  const lanes = [...said].map(([name, own]) => laneFrom(name, own))
  return lanes.toSorted((a, b) => Number(a.name === ownLane) - Number(b.name === ownLane))
}

/** Who passed through each px at most once, the worst tone first: ten thousand ticks draw as fast as a hundred. */
export function thinned(ticks: readonly Tick[], px: (at: number) => number): readonly Tick[] {
  const kept = new Map<number, Tick>()
  for (const tick of ticks) {
    const place = Math.round(px(tick.at))
    const there = kept.get(place)
    if (there === undefined || badness(tick.tone) > badness(there.tone)) kept.set(place, tick)
  }
  return [...kept.values()]
}

function laneFrom(name: string, own: readonly RunEntry[]): Lane {
  const last = own[own.length - 1]
  const hasEnded = last !== undefined && last.kind === 'client' && isEnd(last.what)
  return {
    name,
    from: own[0]?.at ?? 0,
    to: hasEnded ? last.at : undefined,
    ticks: own.map(({ at, seq, tone }) => ({ at, seq, tone })),
    outages: outagesOf(own),
    last: own.findLast((entry) => entry.says !== '')?.says ?? '',
  }
}

function outagesOf(own: readonly RunEntry[]): readonly Outage[] {
  const outages: Outage[] = []
  for (const { kind, what, at } of own) {
    if (kind !== 'fault') continue
    const open = outages[outages.length - 1]
    if (stops.has(what)) outages.push({ from: at, to: undefined, what })
    else if (restores.has(what) && open !== undefined && open.to === undefined)
      outages[outages.length - 1] = { ...open, to: at }
  }
  return outages
}

/** Steps aren't anybody's: they are lines across all lanes. */
function laneOf({ kind, actor }: RunEntry): string | undefined {
  if (kind === 'step') return undefined
  return kind === 'engine' || kind === 'resource' || actor === '' ? ownLane : actor
}

const badness = (tone: RunTone | undefined) => ['ok', 'info', 'warn', 'bad'].indexOf(tone ?? '')
