import { useRef } from 'react'
import type { ViewAnswer } from '../../shared/api/history.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { OrreryError } from '../../shared/base/errors.ts'
import type { Json } from '../../shared/base/json.ts'
import { useInstant } from './instant.ts'
import { stableKey } from './stable-key.ts'
import { useAsked } from './use-asked.ts'
import { useClient } from './use-client.ts'
import { useLiveOr } from './use-live.ts'

/** The views of a system by name, as in `shared/systems/<name>-views.ts`. */
export type ViewMap<V> = { readonly [K in keyof V]: { args: object; data: unknown } }

export interface ViewResult<D> {
  /** Undefined only before the first answer. While another instant loads this is still the old one. */
  readonly data: D | undefined
  /** The instant that `data` is of, and the last sample at or before it, epoch ms. */
  readonly at: number | undefined
  readonly sampledAt: number | undefined
  /** Set when the instant lies in a gap: nothing was seen from … to …. */
  readonly gap: ViewAnswer['gap'] | undefined
  /** `loading`: nothing to show yet. `stale`: data of another instant, the right one is on its way. */
  readonly state: 'loading' | 'ready' | 'stale' | 'failed'
  readonly error: OrreryError | undefined
}

/** What a page draws, at the instant in force: live it is pushed after each sample, past it is read once. */
export function useAnyView(
  targetId: string,
  view: string,
  args: Readonly<Record<string, Json>>,
): ViewResult<unknown> {
  const client = useClient()
  const { at } = useInstant()
  const arg = { targetId, view, args }
  const what = stableKey(arg)
  const live = useLiveOr('view', at === 'live' ? arg : undefined)
  const key = `${what} ${at}`
  const past = useAsked(at === 'live' ? undefined : key, (signal) =>
    client.call('view.read', { ...arg, at }, signal),
  )
  const pastValue = past.valueKey?.startsWith(`${what} `) === true ? past.value : undefined
  const current = at === 'live' ? live.value : pastValue
  // what was last drawn stays while live and past change places
  const drawn = useRef<{ readonly what: string; readonly answer: ViewAnswer }>(undefined)
  if (current !== undefined) drawn.current = { what, answer: current }
  const answer = current ?? (drawn.current?.what === what ? drawn.current.answer : undefined)
  const isCurrent = at === 'live' ? live.value !== undefined : past.valueKey === key
  const thrown = at === 'live' ? live.error : isCurrent ? undefined : past.error
  return resultOf(answer, isCurrent, thrown === undefined ? undefined : asOrreryError(thrown))
}

/** `useView` bound to a system's views: `export const useKafkaView = viewHook<KafkaViews>()`. */
export function viewHook<V extends ViewMap<V>>() {
  return function useView<K extends keyof V & string>(
    targetId: string,
    view: K,
    args: V[K]['args'],
  ): ViewResult<V[K]['data']> {
    // the core promises the shapes of `shared/systems/<name>-views.ts`; nothing crosses the wire untyped but this line
    return useAnyView(targetId, view, args as Readonly<Record<string, Json>>)
  }
}

function resultOf(
  answer: ViewAnswer | undefined,
  isCurrent: boolean,
  error: OrreryError | undefined,
): ViewResult<unknown> {
  const state =
    error !== undefined ? 'failed' : answer === undefined ? 'loading' : isCurrent ? 'ready' : 'stale'
  return {
    data: answer?.data,
    at: answer?.at,
    sampledAt: answer?.sampledAt,
    gap: answer?.gap,
    state,
    error,
  }
}
