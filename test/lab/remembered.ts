import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnswers } from '../../src/main/core/history/answers.ts'
import type { AnswerOf, ComparedPlaces } from '../../src/main/core/history/questions.ts'
import { openReader } from '../../src/main/store/reader.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { Moment } from '../../src/main/systems/moment.ts'
import type { Session, System } from '../../src/main/systems/system.ts'
import type { DifferenceGroup } from '../../src/shared/api/compare.ts'
import { catalogues } from '../../src/shared/systems/index.ts'
import { connectionTo, signal } from './observing.ts'

const workerUrl = new URL('../../src/main/store/store-worker.ts', import.meta.url)
/** What is asked once a minute is asked again. */
const aMinuteMs = 61_000

/** A target whose samples are kept in the history. */
export interface RememberedTarget {
  readonly moment: Moment
  /** Asks once. @returns its instant */
  sample(): Promise<number>
  /** As if a minute had passed: asks what is asked rarely as well. @returns its instant */
  sampleAll(): Promise<number>
}

/** A history of real clusters, as the core writes it, with a clock that need not be waited for. */
export class Remembered implements AsyncDisposable {
  readonly #held: AsyncDisposableStack
  readonly #store: Store
  readonly #file: string
  #aheadMs = 0

  private constructor(file: string, store: Store, held: AsyncDisposableStack) {
    this.#file = file
    this.#store = store
    this.#held = held
  }

  static async open(): Promise<Remembered> {
    await using held = new AsyncDisposableStack()
    const folder = mkdtempSync(join(tmpdir(), 'orrery-remembered-'))
    held.defer(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'history.orrery')
    const store = held.use(await openStore(file, workerUrl))
    return new Remembered(file, store, held.move())
  }

  async observe(targetId: string, system: System, endpoints: readonly string[]): Promise<RememberedTarget> {
    const session = this.#held.use(await system.connect(connectionTo(endpoints, { targetId }), { signal }))
    session.onPush?.((sample) => this.#store.append(targetId, sample))
    await this.#append(targetId, session)
    const live = () => this.#store.live(targetId)!.moment
    return {
      get moment() {
        return live()
      },
      sample: () => this.#append(targetId, session),
      sampleAll: () => {
        this.#aheadMs += aMinuteMs
        return this.#append(targetId, session)
      },
    }
  }

  async #append(targetId: string, session: Session): Promise<number> {
    const sample = await session.observe(Date.now() + this.#aheadMs, signal)
    return this.#store.append(targetId, sample).moment.at
  }

  /** What differs, read from the file. */
  compare(
    system: string,
    a: readonly [id: string, at: number],
    b: readonly [id: string, at: number],
  ): Compared {
    using answers = createAnswers(openReader, [])
    const place = ([targetId, at]: readonly [string, number]) => ({ file: this.#file, system, targetId, at })
    const places: ComparedPlaces = { places: [place(a), place(b)] }
    const { nameOf } = catalogues[system]!
    const comparison = answers.compare(places)
    const all = ({ id }: DifferenceGroup) => answers.compareGroup({ ...places, group: id, limit: 1_000 })
    return {
      ...comparison,
      lines: comparison.groups.map((group) => {
        const names = all(group).map(({ entity }) => nameOf(entity).name)
        const words = [group.area, group.is, group.key === null ? group.kind : group.label, group.says]
        return `${words.filter(Boolean).join(' ')}: ${names.join(', ')}`
      }),
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#held.disposeAsync()
  }
}

export interface Compared extends AnswerOf<'compare'> {
  /** Each group with all its entities: "ownership changed Leader 2 → 3: orders-1, orders-2". */
  readonly lines: readonly string[]
}
