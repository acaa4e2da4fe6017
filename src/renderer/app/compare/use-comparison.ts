import { useMemo } from 'react'
import type { CompareRequest } from '../../../shared/api/compare.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { useAddress } from '../navigator.ts'
import type { TimeControl } from '../timebar/use-time-control.ts'
import type { Comparing } from './comparing.ts'
import { markedOf } from './marked.ts'
import { besideText, isSame, pairOf, relationOf } from './pair.ts'
import { useBeats, usePulse } from './use-pulse.ts'

/** The comparison that the address asks for; undefined: none. Asked once for a pair of moments, live again and again. */
export function useComparison(
  target: TargetState,
  targets: readonly TargetState[],
  time: TimeControl,
): Comparing | undefined {
  const { vs } = useAddress()
  const { id } = target.config
  const request = useMemo(() => (vs === undefined ? undefined : pairOf(vs, id, time.at)), [vs, id, time.at])
  const other = targets.find((each) => each.config.id === request?.a.targetId)
  const { read, marks, key } = useAnswers(request, time.sampledAt)
  const a =
    request?.a.at === 'live' ? (read.value?.a.at ?? other?.extent?.to ?? time.edge) : (request?.a.at ?? 0)
  const aText = request?.a.at === 'live' ? 'its newest moment' : besideText(a, time.shown)
  const words = useMemo(() => {
    if (request === undefined) return undefined
    const relation = relationOf(request)
    if (relation === 'other') return { relation, other: `${other?.config.name ?? '?'} at ${aText}` }
    return { relation, other: aText, at: request.a.at === 'live' ? undefined : request.a.at }
  }, [request, other?.config.name, aText])
  const marked = useMemo(
    () => (marks === undefined || words === undefined ? undefined : markedOf(marks, words)),
    [marks, words],
  )
  return useMemo(() => {
    if (request === undefined || words === undefined) return undefined
    return { request, target, other: other ?? target, a, b: time.shown, words, read, key, marks: marked }
  }, [request, target, other, a, time.shown, words, read, key, marked])
}

/** What differs, and what pages mark. Of the moments before while the next ones load, never of other targets. */
function useAnswers(request: CompareRequest | undefined, sampledAt: number | undefined) {
  const client = useClient()
  const pulse = usePulse(sampledAt)
  const wanted = request === undefined || isSame(request) ? undefined : request
  const isLive = wanted?.a.at === 'live' || wanted?.b.at === 'live'
  const whose = wanted && `${wanted.a.targetId} ${wanted.b.targetId} `
  const key = wanted && `${whose}${wanted.a.at} ${wanted.b.at} ${isLive ? pulse.beat : ''}`
  const read = useAsked(key, (signal) => client.call('compare.read', theirs(wanted), signal))
  const marks = useAsked(key, (signal) => client.call('compare.marks', theirs(wanted), signal))
  useBeats(pulse, isLive ? sampledAt : undefined, read.isLoading || marks.isLoading)
  const isOurs = (of: string | undefined) => whose !== undefined && of?.startsWith(whose) === true
  const isRead = isOurs(read.valueKey)
  return {
    read: useMemo(
      () => (isRead ? read : { ...read, value: undefined }),
      [read.value, read.error, read.isLoading, isRead],
    ),
    marks: isOurs(marks.valueKey) ? marks.value : undefined,
    key: key ?? '',
  }
}

/** It is asked for only where there is one. */
function theirs(request: CompareRequest | undefined): CompareRequest {
  if (request === undefined) throw new Error('nothing is compared')
  return request
}
