import type { TopicName, Topics } from '../api/api.ts'
import { OrreryError } from '../base/errors.ts'
import { applyDelta } from './delta.ts'
import { type LiveCell, type LiveTopic, liveCell } from './live.ts'
import type { Update } from './protocol.ts'

/** What subscriptions need of a line. */
export interface SubscriptionLine {
  subscribe(id: number, topic: string, arg: unknown): void
  unsubscribe(id: number): void
}

interface State {
  readonly value: unknown
  readonly error: OrreryError | undefined
}

interface Entry {
  readonly id: number
  readonly key: string
  readonly topic: string
  readonly arg: unknown
  readonly cell: LiveCell<State>
  listeners: number
  linger: ReturnType<typeof setTimeout> | undefined
}

/** The window's subscriptions, shared by equal topic and argument. */
export class Subscriptions {
  /** How long a subscription outlives its last listener, ms. */
  readonly #lingerMs: number
  readonly #byKey = new Map<string, Entry>()
  readonly #byId = new Map<number, Entry>()
  #line: SubscriptionLine | undefined
  #nextId = 0

  constructor(lingerMs: number) {
    this.#lingerMs = lingerMs
  }

  live<K extends TopicName>(topic: K, arg: Topics[K]['arg']): LiveTopic<Topics[K]['value']> {
    const key = `${topic} ${stableKey(arg)}`
    return {
      subscribe: (listener) => this.#subscribe(this.#byKey.get(key) ?? this.#open(key, topic, arg), listener),
      current: () => this.#byKey.get(key)?.cell.current().value as Topics[K]['value'] | undefined,
      error: () => this.#byKey.get(key)?.cell.current().error,
    }
  }

  /** An update came over the line. */
  event(id: number, update: Update): void {
    const cell = this.#byId.get(id)?.cell
    if (cell !== undefined) cell.set(next(cell.current(), update))
  }

  /** A line opened: everything is subscribed anew. What was last known stays visible meanwhile. */
  attach(line: SubscriptionLine): void {
    this.#line = line
    for (const entry of this.#byId.values()) line.subscribe(entry.id, entry.topic, entry.arg)
  }

  detach(): void {
    this.#line = undefined
  }

  #subscribe(entry: Entry, listener: () => void): () => void {
    entry.listeners++
    clearTimeout(entry.linger)
    const stop = entry.cell.subscribe(listener)
    let left = false
    return () => {
      if (left) return
      left = true
      stop()
      this.#leave(entry)
    }
  }

  #open(key: string, topic: string, arg: unknown): Entry {
    const cell = liveCell<State>({ value: undefined, error: undefined })
    const entry: Entry = { id: ++this.#nextId, key, topic, arg, cell, listeners: 0, linger: undefined }
    this.#byKey.set(key, entry)
    this.#byId.set(entry.id, entry)
    this.#line?.subscribe(entry.id, topic, arg)
    return entry
  }

  #leave(entry: Entry): void {
    entry.listeners--
    if (entry.listeners > 0) return
    entry.linger = setTimeout(() => {
      this.#byKey.delete(entry.key)
      this.#byId.delete(entry.id)
      this.#line?.unsubscribe(entry.id)
    }, this.#lingerMs)
  }
}

function next(state: State, update: Update): State {
  if ('error' in update) return { value: state.value, error: OrreryError.fromData(update.error) }
  const value = 'delta' in update ? applyDelta(state.value, update.delta) : update.value
  return { value, error: undefined }
}

/** Equal for equal plain data, whatever the order of its keys. */
export function stableKey(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
