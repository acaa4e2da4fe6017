import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import type { History } from './history/history.ts'
import type { Recorded } from './recordings.ts'

/** A run in a recording, under an id that no other run has. */
interface RecordedRun {
  readonly run: Run
  readonly file: string
  readonly idInFile: string
}

/** Runs that lie in recordings: they are replayed like one's own. */
export class RecordedRuns {
  readonly #history: History
  readonly #found: readonly RecordedRun[]

  private constructor(history: History, found: readonly RecordedRun[]) {
    this.#history = history
    this.#found = found
  }

  static async open(recordings: readonly Recorded[], history: History): Promise<RecordedRuns> {
    const files = [...new Set(recordings.map(({ place }) => place.file))]
    const found = await Promise.all(
      files.map(async (file) => {
        const runs = await history.ask('runs', { file })
        return runs.flatMap((run) => known(run, file, recordings))
      }),
    )
    return new RecordedRuns(history, found.flat())
  }

  list(): readonly Run[] {
    return this.#found.map(({ run }) => run)
  }

  has(id: string): boolean {
    return this.#found.some(({ run }) => run.id === id)
  }

  /** None for a run that is in no recording. */
  async entries(id: string, from: number, limit: number, signal?: AbortSignal): Promise<readonly RunEntry[]> {
    const found = this.#found.find(({ run }) => run.id === id)
    if (found === undefined) return []
    const { file, idInFile } = found
    return this.#history.ask('runEntries', { file, run: idInFile, from, limit }, signal)
  }
}

function known(run: Run, file: string, recordings: readonly Recorded[]): readonly RecordedRun[] {
  const target = recordings.find(({ place }) => place.file === file && place.targetId === run.targetId)
  if (target === undefined) return []
  const { id } = target.state.config
  return [{ run: { ...run, id: `${id}-${run.id}`, targetId: id }, file, idInFile: run.id }]
}
