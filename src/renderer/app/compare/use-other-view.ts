import { stableKey } from '../../api/stable-key.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import type { ViewMap } from '../../api/use-view.ts'
import type { Json } from '../../../shared/base/json.ts'
import { useComparing } from './comparing.ts'
import type { Relation } from './pair.ts'

/** A view as it was at the other moment. */
export interface OtherView<D> {
  readonly data: D
  /** What that moment is called: "02:58:00", or of another target "prod-2 at 02:58:00". */
  readonly when: string
  /** How it lies to the one on screen. */
  readonly relation: Relation
  readonly isOtherTarget: boolean
}

/** For drawings that show what is gone or was otherwise: `useOther` bound to a system’s views, as `viewHook` is. */
export function otherViewHook<V extends ViewMap<V>>() {
  /** Undefined: nothing is compared, or the answer is not there yet, or there was no such view at that moment. */
  return function useOther<K extends keyof V & string>(
    view: K,
    args: V[K]['args'],
  ): OtherView<V[K]['data']> | undefined {
    const comparing = useComparing()
    const client = useClient()
    const what = stableKey([comparing?.request.a, view, args])
    const key = comparing === undefined ? undefined : `${what} ${comparing.key}`
    const asked = useAsked(key, async (signal) => {
      if (comparing === undefined) return undefined
      const answer = await client.call(
        'view.read',
        { ...comparing.request.a, view, args: json(args) },
        signal,
      )
      return answer.data
    })
    const isOurs = asked.valueKey?.startsWith(`${what} `) === true
    if (comparing === undefined || !isOurs || asked.value === undefined) return undefined
    const { words } = comparing
    // the core promises the shapes of `shared/systems/<name>-views.ts`
    const { relation, other } = words
    return { data: asked.value, when: other, relation, isOtherTarget: relation === 'other' }
  }
}

const json = (args: object) => args as Readonly<Record<string, Json>>
