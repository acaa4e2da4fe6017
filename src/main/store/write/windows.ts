import type { Layout } from '../layout.ts'

/** Ticks of one layout that are to become blocks. */
export interface ClosedWindow {
  readonly layout: number
  readonly firstTick: number
  readonly lastTick: number
  readonly slots: number
}

/** Windows of different layouts should not fill up at the same tick: the first one is shorter, by the layout's id. */
const STAGGER = 37

/** The ticks of a layout since its last window was closed. */
export class OpenWindow {
  readonly #layout: Layout
  readonly #limit: number
  #first: number | undefined
  #last = -1
  #ownLimit: number
  #broken: ClosedWindow | undefined

  constructor(layout: Layout, limit: number) {
    this.#layout = layout
    this.#limit = limit
    this.#ownLimit = limit - ((layout.id * STAGGER) % Math.max(1, limit >> 1))
  }

  get isEmpty(): boolean {
    return this.#first === undefined
  }

  /** Counts a tick that is in the file; returns the windows that are complete now. */
  add(tick: number): readonly ClosedWindow[] {
    const closed = this.#broken === undefined ? [] : [this.#broken]
    this.#broken = undefined
    this.#first ??= tick
    this.#last = tick
    if (tick - this.#first + 1 < this.#ownLimit) return closed
    this.#ownLimit = this.#limit
    return [...closed, ...this.#close()]
  }

  /** A tick did not reach the file: what is there is a window of its own. */
  breakOff(): void {
    this.#broken ??= this.#close()[0]
  }

  #close(): readonly ClosedWindow[] {
    if (this.#first === undefined) return []
    const { id: layout, slots } = this.#layout
    const closed = { layout, firstTick: this.#first, lastTick: this.#last, slots }
    this.#first = undefined
    return [closed]
  }
}
