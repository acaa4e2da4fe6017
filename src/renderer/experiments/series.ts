import type { Run, Parameters } from '../../shared/api/experiments.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { Client } from '../../shared/rpc/client.ts'
import { liveCell } from '../../shared/rpc/live.ts'
import type { Live } from '../../shared/rpc/live.ts'

/** A run that waits for the one before it. */
export interface PlannedRun {
  readonly experiment: string
  readonly targetId: string
  readonly parameters: Parameters
  /** Its variant in words: "sticky". */
  readonly label: string
}

export interface SeriesState {
  /** Ids of the runs started so far; the last one runs, or was the last. */
  readonly runs: readonly string[]
  readonly waiting: readonly PlannedRun[]
  /** Why the rest was not run. */
  readonly stopped: string | undefined
}

const none: SeriesState = { runs: [], waiting: [], stopped: undefined }

/**
 * All variants one after the other. Lives in the window: when it is closed, the run that is on ends as it would, and the
 * rest isn't started.
 */
export class Series implements Live<SeriesState> {
  readonly #cell = liveCell<SeriesState>(none)
  readonly #client: Client
  #stopListening: (() => void) | undefined
  #isStarting = false

  constructor(client: Client) {
    this.#client = client
  }

  subscribe = (listener: () => void): (() => void) => this.#cell.subscribe(listener)
  current = (): SeriesState => this.#cell.current()

  /** Goes on with `waiting` once `first`, which was just started, is done. */
  follow(first: string, waiting: readonly PlannedRun[]): void {
    this.#cell.set({ runs: [first], waiting, stopped: undefined })
    this.#stopListening?.()
    const live = this.#client.live('runs', {})
    this.#stopListening = live.subscribe(() => this.#look(live.current() ?? []))
  }

  /** Runs no more after the one that is on. */
  stop(why = 'stopped by you'): void {
    this.#stopListening?.()
    this.#stopListening = undefined
    const { runs, waiting } = this.current()
    this.#cell.set({ runs, waiting: [], stopped: waiting.length === 0 ? undefined : why })
  }

  #look(runs: readonly Run[]): void {
    const { runs: started, waiting } = this.current()
    const run = runs.find((each) => each.id === started[started.length - 1])
    if (run === undefined || run.outcome === 'running' || this.#isStarting) return
    const [next] = waiting
    if (next === undefined) this.stop()
    else if (run.outcome === 'done') void this.#start(next)
    else this.stop(`run ${run.number} was ${run.outcome}${whyOf(run)}`)
  }

  async #start({ label: _label, ...planned }: PlannedRun): Promise<void> {
    this.#isStarting = true
    try {
      const run = await this.#client.call('runs.start', { ...planned, pace: 'auto' })
      const { runs, waiting } = this.current()
      this.#cell.set({ runs: [...runs, run.id], waiting: waiting.slice(1), stopped: undefined })
    } catch (thrown) {
      this.stop(asOrreryError(thrown).message)
    } finally {
      this.#isStarting = false
    }
  }
}

/** ": the cluster did not answer", where the run says it. */
function whyOf({ checks, error }: Run): string {
  const says = checks.find((check) => check.is === 'refused')?.says ?? error?.message
  return says === undefined ? '' : `: ${says.replace(/\.$/, '')}`
}

const ofClient = new WeakMap<Client, Series>()

/** The one series of a window. */
export function seriesOf(client: Client): Series {
  const series = ofClient.get(client) ?? new Series(client)
  ofClient.set(client, series)
  return series
}
