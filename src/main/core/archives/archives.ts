import { createHash } from 'node:crypto'
import { realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ArchivesState, ArchiveState } from '../../../shared/api/archives.ts'
import { asOrreryError, OrreryError } from '../../../shared/base/errors.ts'
import { Channel } from '../channel.ts'
import type { Pasts } from '../history/past.ts'
import type { Host } from '../host.ts'
import type { Observatory } from '../observatory.ts'
import type { RecordedRuns } from '../recorded-runs.ts'
import { recordedIn } from '../recordings.ts'
import { ArchiveList } from './archive-list.ts'
import type { ArchiveFolders } from './folders.ts'

export interface ArchivesParts {
  readonly host: Pick<Host, 'log' | 'paths'>
  readonly folders: ArchiveFolders
  readonly past: Pasts
  readonly observatory: Observatory
  readonly runs: RecordedRuns
}

/** The archives that a person opened. Each is a recording like any other, but read where it can do no harm. */
export class Archives {
  readonly #parts: ArchivesParts
  readonly #list: ArchiveList
  readonly #open = new Map<string, ArchiveState>()
  #exporting: ArchivesState['exporting'] = []
  #arrived: ArchivesState['arrived']
  /** One is opened or closed at a time. */
  #last: Promise<unknown> = Promise.resolve()
  readonly changes = new Channel<ArchivesState>()

  constructor(parts: ArchivesParts) {
    this.#parts = parts
    this.#list = new ArchiveList(join(parts.host.paths.dataDir, 'archives.json'))
  }

  state(): ArchivesState {
    const state = { open: [...this.#open.values()], exporting: this.#exporting }
    return this.#arrived === undefined ? state : { ...state, arrived: this.#arrived }
  }

  /** Opens what was open when Orrery ended. What can't be opened any more stays in the list, with the reason. */
  async restore(): Promise<void> {
    try {
      for (const path of await this.#list.read())
        await this.#next(() => this.#openFile(path)).catch((thrown: unknown) =>
          this.#keepBroken(path, thrown),
        )
    } catch (thrown) {
      this.#parts.host.log('warn', asOrreryError(thrown).message)
    }
  }

  /** @throws OrreryError `not-found`, `storage` */
  open(path: string): Promise<ArchiveState> {
    return this.#next(async () => {
      try {
        const state = await this.#openFile(resolve(path))
        await this.#save()
        return state
      } catch (thrown) {
        throw (await this.#forgetCopy(path)) ? named(thrown, path) : thrown
      }
    })
  }

  /** From outside the window, which is told: a double click, the command line. Never rejects. */
  async arrive(path: string): Promise<void> {
    const number = (this.#arrived?.number ?? 0) + 1
    try {
      const { id } = await this.open(path)
      this.#arrived = { number, id }
    } catch (thrown) {
      this.#arrived = { number, error: asOrreryError(thrown).toData() }
    }
    this.#tell()
  }

  /** @throws OrreryError `not-found`, `storage` */
  close(id: string): Promise<void> {
    return this.#next(async () => {
      const archive = this.#open.get(id)
      if (archive === undefined) throw new OrreryError('not-found', `There is no archive ${id} that is open`)
      await this.#drop(archive)
      this.#tell()
      await this.#save()
      await this.#forgetCopy(archive.path)
    })
  }

  /** A copy that came from a browser; what a person keeps elsewhere stays where it is. */
  async #forgetCopy(path: string): Promise<boolean> {
    const received = await realpath(this.#parts.folders.received).catch(() => undefined)
    const folder = await realpath(dirname(path)).catch(() => '')
    if (folder !== received) return false
    await rm(path, { force: true })
    return true
  }

  setExporting(exporting: ArchivesState['exporting']): void {
    this.#exporting = exporting
    this.#tell()
  }

  async #openFile(path: string): Promise<ArchiveState> {
    const real = await realpath(path).catch(() => path)
    const id = `archive-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`
    const before = this.#open.get(id)
    if (before !== undefined) await this.#drop(before)
    this.#parts.past.addArchive(real)
    try {
      const state = await this.#read(id, real)
      this.#open.set(id, state)
      this.#tell()
      return state
    } catch (thrown) {
      await this.#parts.past.removeArchive(real)
      this.#tell()
      throw thrown
    }
  }

  async #read(id: string, path: string): Promise<ArchiveState> {
    const { past, observatory, runs } = this.#parts
    const file = basename(path)
    const { made } = await past.ask('recording', { file: path })
    const own = { id, path, ...(made === undefined ? {} : { made }) }
    const recorded = await recordedIn(path, id, { file, title: file, about: '', archive: own }, past)
    if (recorded.length === 0) throw nothingIn(path)
    await runs.add(recorded)
    observatory.addRecorded(recorded)
    const { size } = await stat(path)
    return { ...own, file, sizeBytes: size, targetIds: recorded.map(({ state }) => state.config.id) }
  }

  async #drop({ id, path }: ArchiveState): Promise<void> {
    this.#open.delete(id)
    this.#parts.observatory.removeRecorded(path)
    this.#parts.runs.remove(path)
    await this.#parts.past.removeArchive(path)
  }

  #keepBroken(path: string, thrown: unknown): void {
    const error = asOrreryError(thrown).toData()
    // Orrery ends meanwhile
    if (error.code === 'cancelled') return
    const id = `archive-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`
    this.#open.set(id, { id, path, file: basename(path), sizeBytes: 0, targetIds: [], error })
    this.#parts.host.log('warn', `${error.message}. ${error.fix ?? ''}`)
    this.#tell()
  }

  #save(): Promise<void> {
    return this.#list.write([...this.#open.values()].map(({ path }) => path))
  }

  #tell(): void {
    this.changes.value(this.state())
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next.catch(() => undefined)
    return next
  }
}

/** By its name alone: the person doesn't know where the copy lay. */
function named(thrown: unknown, path: string): OrreryError {
  const { code, message, ...rest } = asOrreryError(thrown).toData()
  return OrreryError.fromData({ code, message: message.replaceAll(path, basename(path)), ...rest })
}

function nothingIn(path: string): OrreryError {
  return new OrreryError('storage', `${path} holds no target`, {
    fix: 'Export it anew, with a target and an interval in which it was observed.',
    details: { path },
  })
}
