import type { RunEntry } from '../../../../shared/api/experiments.ts'
import {
  foldRedirects,
  redirectPlan,
  type Read,
  type RedirectTally,
  type Round,
  type SlotPhase,
} from '../../../../shared/systems/redis-redirects.ts'
import { shownOf } from '../../stage-axis.ts'

/** One reading of all keys. */
export interface RoundColumn {
  /** undefined: to come. */
  readonly round: Round | undefined
  readonly index: number
}

/** Rounds of one phase, side by side. */
export interface PhaseSpan {
  readonly phase: SlotPhase
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

export interface RedirectsDrawing {
  readonly columns: readonly RoundColumn[]
  readonly phases: readonly PhaseSpan[]
  /** Names without their tag: `k1`. */
  readonly keys: readonly string[]
  readonly tally: RedirectTally
}

/** @param until what comes after it is not drawn, but has its room */
export function redirectsDrawing(
  entries: readonly RunEntry[],
  until: number,
  parameters: Readonly<Record<string, number | string>>,
): RedirectsDrawing {
  const plan = redirectPlan(parameters)
  const tally = foldRedirects(shownOf(entries, until))
  const phases = phasesOf(plan.keys, plan.ends)
  const columns = phases.map((_, index) => ({ round: tally.rounds[index], index }))
  const keys = Array.from({ length: plan.keys }, (_, k) => `k${k + 1}`)
  return { columns, phases: spansOf(phases), keys, tally }
}

/** The rounds of a whole run: one before, one opened, one after each key, two when assigned. */
function phasesOf(keys: number, ends: 'whole' | 'half'): readonly SlotPhase[] {
  const moving = ends === 'half' ? Math.floor(keys / 2) : keys - 1
  const begin: readonly SlotPhase[] = [
    'home',
    'open',
    ...Array.from({ length: moving }, () => 'moving' as const),
  ]
  return ends === 'half' ? begin : [...begin, 'moved', 'assigned', 'assigned']
}

function spansOf(phases: readonly SlotPhase[]): readonly PhaseSpan[] {
  const spans: PhaseSpan[] = []
  phases.forEach((phase, i) => {
    const last = spans.at(-1)
    if (last?.phase === phase) spans[spans.length - 1] = { ...last, to: i + 1 }
    else spans.push({ phase, from: i, to: i + 1 })
  })
  return spans
}

/** Whether a key had moved by a round. */
export function isAway({ moved }: Round, key: number): boolean {
  return key < moved
}

export type ReadTone = 'value' | 'followed' | 'null' | 'failed'

export function readTone({ got, met }: Read): ReadTone {
  if (got === 'null') return 'null'
  if (got !== 'value') return 'failed'
  return met.length > 0 ? 'followed' : 'value'
}

/** What stands in a cell, long or short; empty: a mark alone. */
export function readText(read: Read, isShort: boolean): string {
  const { got, met } = read
  if (got === 'value') return met.length === 0 || isShort ? '' : `→ ${met.at(-1) ?? ''}`
  if (got === 'null') return isShort ? '∅' : 'null'
  return isShort ? got.charAt(0).toUpperCase() : got
}
