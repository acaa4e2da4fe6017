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
  readonly topic: string
  readonly arg: unknown
  readonly cell: LiveCell<State>
  listeners: number
  linger: ReturnType<typeof setTimeout> | undefined
}

export interface Subscriptions {
  live<K extends TopicName>(topic: K, arg: Topics[K]['arg']): LiveTopic<Topics[K]['value']>
  /** An update came over the line. */
  event(id: number, update: Update): void
  /** A line opened: everything is subscribed anew. What was last known stays visible meanwhile. */
  attach(line: SubscriptionLine): void
  detach(): void
}

/** The window's subscriptions, shared by equal topic and argument. */
export function createSubscriptions(lingerMs: number): Subscriptions {
  const byKey = new Map<string, Entry>()
  const byId = new Map<number, Entry>()
  let line: SubscriptionLine | undefined
  let nextId = 0

  function open(key: string, topic: string, arg: unknown): Entry {
    const cell = liveCell<State>({ value: undefined, error: undefined })
    const entry: Entry = { id: ++nextId, topic, arg, cell, listeners: 0, linger: undefined }
    byKey.set(key, entry)
    byId.set(entry.id, entry)
    line?.subscribe(entry.id, topic, arg)
    return entry
  }
  function close(key: string, entry: Entry): void {
    byKey.delete(key)
    byId.delete(entry.id)
    line?.unsubscribe(entry.id)
  }
  function leave(key: string, entry: Entry): void {
    entry.listeners--
    if (entry.listeners === 0) entry.linger = setTimeout(() => close(key, entry), lingerMs)
  }

  return {
    live<K extends TopicName>(topic: K, arg: Topics[K]['arg']) {
      const key = `${topic} ${stableKey(arg)}`
      return {
        subscribe(listener) {
          const entry = byKey.get(key) ?? open(key, topic, arg)
          entry.listeners++
          clearTimeout(entry.linger)
          const stop = entry.cell.subscribe(listener)
          let left = false
          return () => {
            if (left) return
            left = true
            stop()
            leave(key, entry)
          }
        },
        current: () => byKey.get(key)?.cell.current().value as Topics[K]['value'] | undefined,
        error: () => byKey.get(key)?.cell.current().error,
      }
    },
    event(id, update) {
      const cell = byId.get(id)?.cell
      if (cell !== undefined) cell.set(next(cell.current(), update))
    },
    attach(to) {
      line = to
      for (const entry of byId.values()) to.subscribe(entry.id, entry.topic, entry.arg)
    },
    detach() {
      line = undefined
    },
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
