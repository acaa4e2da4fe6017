import type { Run } from '../../shared/api/experiments.ts'

/** The way of a run as a person sees it. */
export const phases = ['question', 'predict', 'check', 'act', 'result', 'clean up'] as const
export type Phase = (typeof phases)[number]
/** `cut`: it began and didn't come to its end. */
export type PhaseState = 'done' | 'cut' | 'now' | 'ahead' | 'skipped'

const places: Readonly<Record<Run['phase'], number>> = {
  check: 2,
  act: 3,
  result: 4,
  'clean-up': 5,
  ended: 6,
}

const cutShort: ReadonlySet<Run['outcome']> = new Set(['failed', 'cancelled', 'interrupted'])

/** How far a run has come, one state a phase. */
export function phaseStates(run: Run): readonly PhaseState[] {
  const place = places[run.phase]
  return phases.map((phase, index): PhaseState => {
    if (phase === 'predict' && run.prediction === undefined) return 'skipped'
    // nothing was created: nothing was done either
    if (run.outcome === 'refused' && index > 2) return 'skipped'
    if (phase === 'act' && cutShort.has(run.outcome)) return 'cut'
    if (phase === 'result' && place > 4 && run.verdict === undefined) return 'skipped'
    if (phase === 'clean up' && place === 6 && run.left.length > 0) return 'cut'
    return index < place ? 'done' : index === place ? 'now' : 'ahead'
  })
}
