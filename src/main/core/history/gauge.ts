/** Parts of the whole: a share is told in whole numbers. */
const whole = 10_000

/** Memory that two threads share: one tells how far its work has come, the other may ask it to end. */
export class Gauge {
  readonly memory: SharedArrayBuffer
  readonly #cells: Int32Array

  constructor(memory = new SharedArrayBuffer(8)) {
    this.memory = memory
    this.#cells = new Int32Array(memory)
  }

  /** 0 to 1. */
  get share(): number {
    return Atomics.load(this.#cells, 0) / whole
  }

  set share(share: number) {
    Atomics.store(this.#cells, 0, Math.round(share * whole))
  }

  get isCancelled(): boolean {
    return Atomics.load(this.#cells, 1) === 1
  }

  cancel(): void {
    Atomics.store(this.#cells, 1, 1)
  }
}
