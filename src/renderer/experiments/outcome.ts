import type { Run, RunOutcome, RunTone } from '../../shared/api/experiments.ts'
import type { Tone } from '../components/tone.ts'

/** How a run stands, in a word and its tone. */
export function outcomeOf(run: Run): { readonly tone: Tone; readonly word: string } {
  if (run.outcome === 'running') return { tone: 'accent', word: run.isHeld ? 'held' : 'running' }
  if (run.left.length > 0) return { tone: 'warn', word: `${run.outcome}, not clean` }
  return outcomeWord(run.outcome)
}

/** An outcome by itself, where no more is known of the run. */
export function outcomeWord(outcome: RunOutcome): { readonly tone: Tone; readonly word: string } {
  const tones: Readonly<Record<RunOutcome, Tone>> = {
    running: 'accent',
    done: 'ok',
    refused: 'quiet',
    failed: 'bad',
    cancelled: 'quiet',
    interrupted: 'warn',
  }
  return { tone: tones[outcome], word: outcome === 'cancelled' ? 'stopped' : outcome }
}

/** Whether the prediction came true; undefined: none was given, or the run doesn't tell. */
export function wasRight(run: Run): boolean | undefined {
  const answer = run.verdict?.answer
  return run.prediction === undefined || answer === undefined ? undefined : run.prediction === answer
}

/** A run's tone as the window's: what merely happened is where one looks, not good or bad. */
export function toneOf(tone: RunTone | undefined): Tone {
  return tone === undefined ? 'quiet' : tone === 'info' ? 'accent' : tone
}
