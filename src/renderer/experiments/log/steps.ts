import type { Run, RunEntry, RunStep } from '../../../shared/api/experiments.ts'

export interface StepSpan extends RunStep {
  /** Epoch ms; undefined: not begun. */
  readonly began: number | undefined
  /** undefined: still runs, or never did. */
  readonly ended: number | undefined
}

/** When each step of a run began and ended, in their order. */
export function stepSpans({ steps }: Run, entries: readonly RunEntry[]): readonly StepSpan[] {
  const told = entries.filter((entry) => entry.kind === 'step')
  const at = (id: string, what: string) => told.find((entry) => entry.actor === id && entry.what === what)?.at
  return steps.map((step) => ({ ...step, began: at(step.id, 'begin'), ended: at(step.id, 'end') }))
}
