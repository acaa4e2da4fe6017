import { useMemo, useSyncExternalStore } from 'react'
import type { TopicName, Topics } from '../../shared/api/api.ts'
import type { OrreryError } from '../../shared/base/errors.ts'
import type { Client, Connection } from '../../shared/rpc/client.ts'
import type { LiveTopic } from '../../shared/rpc/live.ts'
import { stableKey } from './stable-key.ts'
import { useClient } from './use-client.ts'

/** The newest value of a topic; undefined until the first one came. The same object until it changes. */
export function useLive<K extends TopicName>(
  topic: K,
  arg: Topics[K]['arg'],
): Topics[K]['value'] | undefined {
  return useLiveOr(topic, arg).value
}

export interface LiveAnswer<T> {
  readonly value: T | undefined
  /** Why there is no value, or no newer one. */
  readonly error: OrreryError | undefined
}

/** As `useLive`, with what went wrong; `arg` undefined: asks for nothing. */
export function useLiveOr<K extends TopicName>(
  topic: K,
  arg: Topics[K]['arg'] | undefined,
): LiveAnswer<Topics[K]['value']> {
  const client = useClient()
  const key = arg === undefined ? '' : stableKey(arg)
  const live = useMemo(
    () => topicOf(client, topic, arg),
    // the key stands for arg
    [client, topic, key],
  )
  const value = useSyncExternalStore(live.subscribe, live.current)
  const error = useSyncExternalStore(live.subscribe, live.error)
  return { value, error }
}

/** Whether the line to the core is open. */
export function useConnection(): Connection {
  const { connection } = useClient()
  return useSyncExternalStore(connection.subscribe, connection.current)
}

function topicOf<K extends TopicName>(
  client: Client,
  topic: K,
  arg: Topics[K]['arg'] | undefined,
): LiveTopic<Topics[K]['value']> {
  return arg === undefined ? silent : bound(client.live(topic, arg))
}

/** React calls these without their object. */
function bound<T>(live: LiveTopic<T>): LiveTopic<T> {
  return {
    subscribe: (listener) => live.subscribe(listener),
    current: () => live.current(),
    error: () => live.error(),
  }
}

const silent: LiveTopic<never> = {
  subscribe: () => () => undefined,
  current: () => undefined,
  error: () => undefined,
}
