import type { Cost } from '../sample.ts'

/** Counts what one endpoint was asked. One for each endpoint, emptied at every sample. */
export class Meter {
  readonly #endpoint: string
  #requests = 0
  #sentBytes = 0
  #receivedBytes = 0
  #ms = 0

  constructor(endpoint: string) {
    this.#endpoint = endpoint
  }

  add(what: { requests?: number; sentBytes?: number; receivedBytes?: number; ms?: number }): void {
    this.#requests += what.requests ?? 0
    this.#sentBytes += what.sentBytes ?? 0
    this.#receivedBytes += what.receivedBytes ?? 0
    this.#ms += what.ms ?? 0
  }

  /** What was counted since the last call. */
  take(): Cost {
    const cost: Cost = {
      endpoint: this.#endpoint,
      requests: this.#requests,
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
      ms: this.#ms,
    }
    this.#requests = this.#sentBytes = this.#receivedBytes = this.#ms = 0
    return cost
  }
}
