import { createContext, useContext } from 'react'
import type { ComponentType } from 'react'
import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import { useSize } from '../components/use-size.ts'

/**
 * What the drawing of a run gets. It draws the log up to `until` and nothing after it, live as in a replay; the same
 * component is drawn without a window into reports, so it needs no effect to show something, its colours are tokens (`var(--series-1)`), and its width is `useStageWidth`.
 */
export interface StageProps {
  readonly run: Run
  /** The whole log as far as it is known, oldest first; in a replay also what comes after `until`. */
  readonly entries: readonly RunEntry[]
  /** The instant shown, epoch ms: live now, in a replay the cursor. */
  readonly until: number
}

/** The drawings of a system's experiments by id (`kafka/rebalance`): `src/renderer/systems/<name>/experiments/index.ts`. */
export type Stages = Readonly<Record<string, ComponentType<StageProps>>>

/** Small explaining drawings by experiment, for its page while no run was made: plain SVG in tokens, about 560 × 220 px. */
export type Sketches = Readonly<Record<string, ComponentType>>

/** What the frame of the stage knows beside the log; the same for all drawings. */
export interface StageFrame {
  /** Set in reports, where nothing can be measured, px. */
  readonly width: number | undefined
  /** The entry that the pointer or the focus is on, in the drawing or in the list of events. */
  readonly lit: number | undefined
  /** Lights an entry in the list of events; undefined: none. */
  light(seq: number | undefined): void
  /** Goes to an instant of the run, where it can be replayed. */
  seek(at: number): void
}

const nowhere: StageFrame = {
  width: undefined,
  lit: undefined,
  light: () => undefined,
  seek: () => undefined,
}
const Context = createContext<StageFrame>(nowhere)

export const StageFrameProvider = Context.Provider

/** For drawings that light events or go to an instant when pressed. */
export function useStageFrame(): StageFrame {
  return useContext(Context)
}

/** The width to draw at, px; zero before the first layout: `const [ref, width] = useStageWidth()`. */
export function useStageWidth() {
  const { width } = useStageFrame()
  const [ref, size] = useSize()
  return [ref, width ?? size.width] as const
}

/** From the start to the end of what is drawn, epoch ms: an ended run whole, so that its replay never rescales. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** @param leastMs while it runs, an axis shorter than this would jump with every entry */
export function spanOf({ run, entries, until }: StageProps, leastMs = 10_000): Span {
  const from = entries[0]?.at ?? run.began
  const last = entries[entries.length - 1]?.at ?? from
  const end = run.ended ?? Math.max(last, until)
  return { from, to: Math.max(end, from + (run.ended === undefined ? leastMs : 1)) }
}
