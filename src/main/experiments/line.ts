import type {
  Check,
  Resource,
  Run,
  RunEntry,
  RunOutcome,
  RunPhase,
  RunStep,
  RunTone,
  Verdict,
} from '../../shared/api/experiments.ts'
import type { OrreryError } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'

/** An entry before the log numbers it and stamps its instant. */
export type Line = Omit<RunEntry, 'seq' | 'at'>

const tones: Readonly<Record<Check['is'], RunTone>> = { ok: 'ok', unknown: 'warn', refused: 'bad' }

/** What the engine itself writes into a log: all that is known of how far a run came is read off these lines. */
export const line = {
  /** @param isLab the cluster was started by this Orrery, and ends with it */
  begin: (isLab: boolean): Line => engine('begin', '', { isLab }),

  phase: (phase: Exclude<RunPhase, 'ended'>, says: string): Line => engine('phase', says, { phase }),

  ended: (outcome: RunOutcome, says: string, tone: RunTone): Line =>
    engine('phase', says, { phase: 'ended', outcome }, tone),

  check: (check: Check): Line =>
    engine('check', `${check.what}: ${check.says}`, plain(check), tones[check.is]),

  pace: (pace: 'auto' | 'step'): Line =>
    engine('pace', pace === 'step' ? 'Held before the next step' : 'Goes on by itself', { pace }),

  /** Why a run ends early. */
  stopped: (what: 'cancelled' | 'interrupted', says: string): Line => engine(what, says, null, 'warn'),

  failed: (error: OrreryError): Line =>
    engine('failed', error.message, { error: plain(error.toData()) }, 'bad'),

  verdict: (verdict: Verdict): Line => engine('verdict', verdict.observed, { verdict: plain(verdict) }),

  /** The clean-up did not reach its end. */
  unclean: (error: OrreryError): Line =>
    engine('unclean', error.message, { error: plain(error.toData()) }, 'bad'),

  step: (what: 'held' | 'begin' | 'end', { id, title }: RunStep, index: number): Line => {
    const says = what === 'begin' ? title : what === 'held' ? `Waits before: ${title}` : ''
    return { kind: 'step', actor: id, what, says, data: { index } }
  },

  resource: (what: 'creating' | 'removed' | 'proven', { kind, name }: Resource, says: string): Line => ({
    kind: 'resource',
    actor: what === 'creating' ? 'journal' : 'clean-up',
    what,
    says,
    data: { kind, name },
  }),

  /** Holds for all that was journalled before it. */
  allProven: (says: string): Line => ({
    kind: 'resource',
    actor: 'clean-up',
    what: 'proven',
    says,
    tone: 'ok',
    data: null,
  }),

  labIsGone: (): Line => line.allProven('Its cluster was one of the lab, and has ended: all of it is gone'),
}

/** The last line of a run, or of a later clean-up of it. */
export function endLine({ left }: Run, outcome: RunOutcome): Line {
  if (left.length > 0) return line.ended(outcome, 'Ended, and something is left', 'bad')
  if (outcome === 'refused') return line.ended(outcome, 'Refused: nothing was created', 'warn')
  return line.ended(
    outcome,
    outcome === 'done' ? 'Done: nothing is left' : 'Ended early: nothing is left',
    'ok',
  )
}

/** Whether a run was on a cluster of the lab. */
export function wasLab([begin]: readonly RunEntry[]): boolean {
  const data = begin?.data
  return data !== null && typeof data === 'object' && 'isLab' in data && data['isLab'] === true
}

function engine(what: string, says: string, data: Json, tone?: RunTone): Line {
  return { kind: 'engine', actor: 'orrery', what, says, data, ...(tone === undefined ? {} : { tone }) }
}

/** Interfaces lack the index signature that `Json` asks for; what comes here is plain data. */
function plain(value: object): Json {
  return value as Json
}
