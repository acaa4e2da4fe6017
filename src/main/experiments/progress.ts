import type {
  Check,
  Resource,
  Run,
  RunEntry,
  RunOutcome,
  RunPhase,
  Verdict,
} from '../../shared/api/experiments.ts'
import type { ErrorData } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'

/** How far a run has come: read off its log, and off nothing else, live as after a crash. */
export interface Progress extends Pick<
  Run,
  'pace' | 'ended' | 'phase' | 'outcome' | 'checks' | 'step' | 'isHeld' | 'entries' | 'left' | 'verdict'
> {
  /** Why it did not reach its end. */
  readonly failure: ErrorData | undefined
  /** Why something is left. */
  readonly unclean: ErrorData | undefined
}

export function notBegun(pace: Run['pace']): Progress {
  return {
    pace,
    ended: undefined,
    phase: 'check',
    outcome: 'running',
    checks: [],
    step: undefined,
    isHeld: false,
    entries: 0,
    left: [],
    verdict: undefined,
    failure: undefined,
    unclean: undefined,
  }
}

/** The progress after one more entry. */
export function advance(before: Progress, entry: RunEntry): Progress {
  const progress = { ...before, entries: entry.seq + 1 }
  switch (entry.kind) {
    case 'engine':
      return afterEngine(progress, entry)
    case 'step':
      return { ...progress, step: field<number>(entry, 'index'), isHeld: entry.what === 'held' }
    case 'resource':
      return afterResource(progress, entry)
    default:
      return progress
  }
}

/** Whether an entry changes more of the progress than the number of entries. */
export function movesHead({ kind }: RunEntry): boolean {
  return kind === 'engine' || kind === 'step' || kind === 'resource'
}

/** What a run's head says of it: why it ended as it did, and what its clean-up met, become one error. */
export function headOf({
  failure,
  unclean,
  ...progress
}: Progress): Omit<Progress, 'failure' | 'unclean'> & Pick<Run, 'error'> {
  if (failure === undefined || unclean === undefined) return { ...progress, error: failure ?? unclean }
  const message = `${failure.message}. ${unclean.message}`
  return { ...progress, error: { ...failure, ...unclean, code: failure.code, message } }
}

function afterEngine(progress: Progress, entry: RunEntry): Progress {
  switch (entry.what) {
    case 'phase':
      return afterPhase(progress, entry)
    case 'check':
      return { ...progress, checks: [...progress.checks, entry.data as unknown as Check] }
    case 'pace':
      return { ...progress, pace: field<Run['pace']>(entry, 'pace') }
    case 'verdict':
      return { ...progress, verdict: field<Verdict>(entry, 'verdict') }
    case 'failed':
      return { ...progress, failure: progress.failure ?? field<ErrorData>(entry, 'error') }
    case 'unclean':
      return { ...progress, unclean: field<ErrorData>(entry, 'error') }
    default:
      return progress
  }
}

/** A run that is cleaned up later ends a second time: when it ended, and how, stays. */
function afterPhase(progress: Progress, entry: RunEntry): Progress {
  const phase = field<RunPhase>(entry, 'phase')
  const rest = { ...progress, phase, step: undefined, isHeld: false }
  if (phase !== 'ended' || progress.outcome !== 'running') return rest
  return { ...rest, ended: entry.at, outcome: field<RunOutcome>(entry, 'outcome') }
}

function afterResource(progress: Progress, entry: RunEntry): Progress {
  const left = leftAfter(progress.left, entry)
  return { ...progress, left, unclean: left.length === 0 ? undefined : progress.unclean }
}

/** What was about to be created, and isn't proven gone. A proof without a name holds for all before it. */
function leftAfter(left: readonly Resource[], { what, data }: RunEntry): readonly Resource[] {
  if (what === 'proven' && data === null) return []
  const resource = data as unknown as Resource
  const others = left.filter(({ kind, name }) => kind !== resource.kind || name !== resource.name)
  if (what === 'creating') return [...others, { kind: resource.kind, name: resource.name }]
  return what === 'proven' ? others : left
}

/** The engine's own lines say what they hold: `line.ts`. */
function field<T>(entry: RunEntry, key: string): T {
  return (entry.data as Readonly<Record<string, Json>>)[key] as T
}
