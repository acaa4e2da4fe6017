import { useMemo, useRef } from 'react'
import type { At } from '../../../shared/api/history.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useNavigator } from '../navigator.ts'
import type { TimeControl } from '../timebar/use-time-control.ts'
import { momentOf, pairOf, versusOf } from './pair.ts'

/** What begins, moves and ends a comparison. It all stands in the address. */
export interface CompareControl {
  /** Compares with the instant that is on screen: from there one walks on. */
  readonly pin: () => void
  readonly end: () => void
  /** Another instant of the other side; `settle: false` while dragging. */
  readonly setAt: (at: At, options?: { readonly settle?: boolean }) => void
  readonly setTarget: (other: TargetState) => void
  /** What was becomes what is on screen. */
  readonly swap: () => void
}

export function useCompareControl({ config: { id } }: TargetState, time: TimeControl): CompareControl {
  const navigator = useNavigator()
  const latest = useRef(time)
  latest.current = time
  return useMemo(() => {
    const vs = () => navigator.current().vs
    return {
      pin() {
        const { at, sampledAt, shown } = latest.current
        navigator.go({ vs: { at: Math.round(at === 'live' ? (sampledAt ?? shown) : at) } })
      },
      end() {
        const { path } = navigator.current()
        navigator.go({ vs: undefined, path: path[2] === 'differences' ? path.slice(0, 2) : path })
      },
      setAt(at, { settle = true } = {}) {
        const before = vs()
        const rounded = at === 'live' ? at : Math.round(at)
        navigator.go({ vs: { ...before, at: rounded } }, { history: settle ? 'replace' : 'later' })
      },
      setTarget(other) {
        const at = momentOf(other, latest.current.at)
        navigator.go({ vs: versusOf({ targetId: other.config.id, at }, id) })
      },
      swap() {
        const before = vs()
        if (before === undefined) return
        const { a, b } = pairOf(before, id, latest.current.at)
        const { path } = navigator.current()
        navigator.go({ path: ['t', a.targetId, ...path.slice(2)], vs: versusOf(b, a.targetId) })
        if (a.targetId === id) latest.current.go(a.at)
        else navigator.go({ at: a.at }, { history: 'replace' })
      },
    }
  }, [navigator, id])
}
