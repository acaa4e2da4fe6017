import { useMemo } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { Stretch } from '../../api/instant.ts'
import { extentOf } from '../everywhere/who.ts'
import { useAddress } from '../navigator.ts'
import { resolveRange } from '../timebar/ranges.ts'

/** The range that was on screen, as far as anything was seen of the targets. It stands while the page is open. */
export function useReportStretch(targets: readonly TargetState[]): Stretch {
  const { at, range } = useAddress()
  const key = targets.map(({ config }) => config.id).join(' ')
  return useMemo(() => {
    const extent = extentOf(targets) ?? { from: Date.now() - 1, to: Date.now() }
    const { from, to } = resolveRange(range, at, extent)
    const end = Math.round(Math.min(to, extent.to))
    return { from: Math.min(end, Math.round(Math.max(from, extent.from))), to: end }
    // a live range moves on with every sample: the report is of what was seen when the page was opened
  }, [key, at, range])
}
