import type { Run, RunEntry } from '../../shared/api/experiments.ts'
import type { Past } from './history/past.ts'
import type { Recorded } from './recordings.ts'

/** A run in a recording, under an id that no other run has. */
interface RecordedRun {
  readonly run: Run
  readonly file: string
  readonly idInFile: string
}

/** Runs that lie in recordings and archives: they are replayed like one's own. */
export class RecordedRuns {
  readonly #past: Past
  readonly #listeners = new Set<() => void>()
  #found: readonly RecordedRun[] = []

  constructor(past: Past) {
    this.#past = past
  }

  /** @param recordings all targets of some files @throws OrreryError `storage` */
  async add(recordings: readonly Recorded[]): Promise<void> {
    const files = [...new Set(recordings.map(({ place }) => place.file))]
    const found = await Promise.all(
      files.map(async (file) => {
        const runs = await this.#past.ask('runs', { file })
        return runs.flatMap((run) => known(run, file, recordings))
      }),
    )
    this.#set([...this.#found.filter(({ file }) => !files.includes(file)), ...found.flat()])
  }

  remove(file: string): void {
    this.#set(this.#found.filter((each) => each.file !== file))
  }

  #set(found: readonly RecordedRun[]): void {
    const isSame = found.length === 0 && this.#found.length === 0
    this.#found = found
    if (!isSame) for (const listener of [...this.#listeners]) listener()
  }

  /** Called when there are others. */
  onChange(listener: () => void): Disposable {
    const own = () => listener()
    this.#listeners.add(own)
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) }
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
    return this.#past.ask('runEntries', { file, run: idInFile, from, limit }, signal)
  }
}

function known(run: Run, file: string, recordings: readonly Recorded[]): readonly RecordedRun[] {
  const target = recordings.find(({ place }) => place.file === file && place.targetId === run.targetId)
  if (target === undefined) return []
  const { id } = target.state.config
  return [{ run: { ...run, id: `${id}-${run.id}`, targetId: id }, file, idInFile: run.id }]
}
