/** About as much as one answer shall hold: enough to make round trips cheap, too little to weigh on the server. */
const aimBytes = 512 * 1024
const most = 500

/**
 * How many paths go into one multiRead. Begins low, since nobody knows how large the data are, and follows what was seen.
 */
export class BatchSize {
  #paths = 32
  #perPath = 0

  get paths(): number {
    return this.#paths
  }

  /** An answer of `bytes` for `paths` paths came. */
  learn(paths: number, bytes: number): void {
    if (paths === 0) return
    this.#perPath = Math.max(bytes / paths, this.#perPath * 0.8)
    const fitting = Math.floor(aimBytes / Math.max(this.#perPath, 1))
    this.#paths = Math.max(1, Math.min(most, fitting, this.#paths * 4))
  }
}
