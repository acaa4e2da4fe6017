import type { Cadence } from '../../systems/sample.ts'
import { Layout } from '../layout.ts'
import type { Numbering, Words } from '../live/numbering.ts'
import { Stream } from '../live/stream.ts'
import type { LiveTarget, Taken } from '../live/target.ts'
import { Owed } from './owed.ts'
import type { Batch, Rows } from './rows.ts'
import { OpenWindow, type ClosedWindow } from './windows.ts'

/** A layout with the stream that fills it, and how much of it is in the file. */
interface Writing {
  readonly stream: Stream
  readonly window: OpenWindow
  isSaved: boolean
  savedSlots: number
}

/** More dead slots than this, and more than living ones, make a new layout worth its roster. */
const DEAD_SLOTS = 4096

/** One target's way into the file: numbers, layouts, windows, and what an append that failed still owes. */
export class TargetRows {
  readonly id: number
  readonly live: LiveTarget
  readonly #rows: Rows
  readonly #words: Words
  readonly #numbering: Numbering
  readonly #nextLayout: () => number
  readonly #windowTicks: number
  readonly #writing = new Map<Cadence, Writing>()
  /** Rows and edges since the last checkpoint of the facts. */
  unpacked = { rows: 0, edges: 0 }
  #isSaved: boolean
  readonly #owed = new Owed()

  constructor(options: {
    readonly id: number
    readonly isSaved: boolean
    readonly live: LiveTarget
    readonly rows: Rows
    readonly words: Words
    readonly numbering: Numbering
    readonly nextLayout: () => number
    readonly windowTicks: number
  }) {
    this.id = options.id
    this.live = options.live
    this.#rows = options.rows
    this.#words = options.words
    this.#numbering = options.numbering
    this.#nextLayout = options.nextLayout
    this.#windowTicks = options.windowTicks
    this.#isSaved = options.isSaved
  }

  /** Goes on with a layout that is in the file. */
  resume(layout: Layout, nextTick: number): void {
    this.#begin(layout, nextTick, true)
  }

  /** What numbers the entities; undefined while memory knows of anything that isn't in the file yet. */
  get savedNumbering(): Numbering | undefined {
    const isSaved = [...this.#writing.values()].every(
      ({ stream, savedSlots }) => savedSlots === stream.layout.slots,
    )
    return isSaved && this.#owed.rows === 0 && this.#numbering.unsavedNames() === undefined
      ? this.#numbering
      : undefined
  }

  streamOf(cadence: Cadence): Stream {
    const writing = this.#writing.get(cadence)
    return (writing ?? this.#begin(new Layout(this.#nextLayout(), cadence), 0, false)).stream
  }

  #begin(layout: Layout, nextTick: number, isSaved: boolean): Writing {
    const writing: Writing = {
      stream: new Stream(layout, this.#numbering, nextTick),
      window: new OpenWindow(layout, this.#windowTicks),
      isSaved,
      savedSlots: isSaved ? layout.slots : 0,
    }
    this.#writing.set(layout.cadence, writing)
    return writing
  }

  /** Writes what was taken, and whatever is owed, in one transaction. Windows that filled up are returned. */
  write(taken: Taken): readonly ClosedWindow[] {
    this.#owed.add(taken.at, taken.edges)
    try {
      this.#rows.write(this.#batch(taken))
    } catch (thrown) {
      // the file may lack this tick: the next one must stand alone
      for (const { stream, window } of this.#writing.values()) {
        stream.restart()
        window.breakOff()
      }
      throw thrown
    }
    this.unpacked = {
      rows: this.unpacked.rows + this.#owed.rows,
      edges: this.unpacked.edges + this.#owed.edges,
    }
    this.#markSaved()
    return taken.ticks.flatMap(({ stream, tick }) => this.#addToWindow(stream, tick.number))
  }

  #batch(taken: Taken): Batch {
    return {
      target: { id: this.id, name: this.live.targetId, isSaved: this.#isSaved },
      words: this.#words,
      numbering: this.#numbering,
      layouts: [...this.#writing.values()].map(({ stream, isSaved, savedSlots }) => ({
        layout: stream.layout,
        isSaved,
        savedSlots,
      })),
      ticks: taken.ticks.map(({ tick }) => tick),
      changes: this.#owed.toRows(this.#numbering),
    }
  }

  #markSaved(): void {
    this.#isSaved = true
    this.#owed.clear()
    this.#words.markSaved()
    this.#numbering.markSaved()
    for (const writing of this.#writing.values()) {
      writing.isSaved = true
      writing.savedSlots = writing.stream.layout.slots
    }
  }

  #addToWindow(stream: Stream, tick: number): readonly ClosedWindow[] {
    const writing = this.#writing.get(stream.cadence)
    const closed = writing?.window.add(tick) ?? []
    if (writing?.window.isEmpty) {
      stream.restart()
      this.#renewLayout(stream)
    }
    return closed
  }

  /** When most series are gone (a consumer group with a new name every day), the living ones move on together. */
  #renewLayout(stream: Stream): void {
    const { layout, living } = stream
    if (layout.slots > 2 * living + DEAD_SLOTS)
      this.#begin(new Layout(this.#nextLayout(), layout.cadence), 0, false)
  }
}
