/** What the turns need of the window; a test gives its own. */
export interface Frames {
  /** Calls once, in the next frame. */
  readonly next: (frame: () => void) => void
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
}

/**
 * Drawings that want to be drawn anew take turns: in each frame as many as fit into a budget, at least one. A sample
 * moves all charts of a page at once; drawn together, twelve of them with their axes take a frame of 70 ms of CPU.
 */
export class DrawTurns {
  readonly #frames: Frames
  readonly #budgetMs: number
  /** In the order of asking; who asks again keeps the place. */
  readonly #waiting = new Map<object, () => void>()
  #isAwaitingFrame = false

  constructor(frames: Frames, budgetMs: number) {
    this.#frames = frames
    this.#budgetMs = budgetMs
  }

  /** Calls `draw` when it is `who`’s turn; asked again before that, only the last `draw` is called. */
  ask(who: object, draw: () => void): void {
    this.#waiting.set(who, draw)
    this.#awaitFrame()
  }

  /** It is gone, or was drawn otherwise. */
  forget(who: object): void {
    this.#waiting.delete(who)
  }

  #awaitFrame(): void {
    if (this.#isAwaitingFrame || this.#waiting.size === 0) return
    this.#isAwaitingFrame = true
    this.#frames.next(() => {
      this.#isAwaitingFrame = false
      this.#drawSome()
    })
  }

  #drawSome(): void {
    const end = this.#frames.now() + this.#budgetMs
    try {
      for (const [who, draw] of this.#waiting) {
        this.#waiting.delete(who)
        draw()
        if (this.#frames.now() >= end) break
      }
    } finally {
      // one drawing that throws must not hold up the others
      this.#awaitFrame()
    }
  }
}
