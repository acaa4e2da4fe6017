import { useEffect, useRef, useState } from 'react'
import type { SeriesData, SeriesQuery, SeriesRef } from '../../shared/api/history.ts'
import { asOrreryError } from '../../shared/base/errors.ts'
import type { OrreryError } from '../../shared/base/errors.ts'
import { useInstant } from './instant.ts'
import type { Stretch } from './instant.ts'
import { Latest } from './latest.ts'
import type { Asked } from './latest.ts'
import { appendTail } from './series-tail.ts'
import { stableKey } from './stable-key.ts'
import { useClient } from './use-client.ts'

export interface SeriesOptions {
  /** `rate`: per second, for counters and offsets. Default `value`. */
  readonly as?: SeriesQuery['as']
  /** At most this many points a series: about the width of the drawing in px. Default 600. */
  readonly points?: number
  /** Another stretch than the range of the time bar. */
  readonly range?: Stretch
}

export interface SeriesResult {
  /** Of the range before while the next one loads. */
  readonly data: SeriesData | undefined
  readonly range: Stretch
  readonly isLoading: boolean
  readonly error: OrreryError | undefined
}

/** Series over the range of the time bar (or another one); live, each sample adds its points. */
export function useSeries(
  targetId: string,
  series: readonly SeriesRef[],
  options: SeriesOptions = {},
): SeriesResult {
  const client = useClient()
  const instant = useInstant()
  const range = options.range ?? instant.range
  const points = options.points ?? 600
  const what = stableKey({ targetId, series, as: options.as ?? 'value', points })
  const [asked, setAsked] = useState<Asked<SeriesData>>(nothing)
  const line = useRef<Latest<SeriesData>>(undefined)
  const held = useRef<Held>(undefined)
  useEffect(() => {
    const mine = new Latest<SeriesData>(setAsked, { remember: 0, patienceMs: 1000 })
    line.current = mine
    return () => mine.stop()
  }, [])
  useEffect(() => {
    const query = { targetId, series, points, as: options.as ?? 'value' } as const
    const read = async (stretch: Stretch, signal: AbortSignal, at: number): Promise<SeriesData> =>
      client.call('series.read', { ...query, ...stretch, points: at }, signal)
    line.current?.want(
      series.length === 0 ? undefined : `${what} ${range.from} ${range.to}`,
      async (signal) => {
        const data = await readOn(held.current, what, range, points, (stretch, n) => read(stretch, signal, n))
        held.current = { what, range, data }
        return data
      },
    )
  }, [what, range.from, range.to, client])
  const isOurs = asked.valueKey?.startsWith(`${what} `) === true
  const error = asked.error === undefined ? undefined : asOrreryError(asked.error)
  return { data: isOurs ? asked.value : undefined, range, isLoading: asked.isLoading, error }
}

interface Held {
  readonly what: string
  readonly range: Stretch
  readonly data: SeriesData
}

const nothing: Asked<never> = { value: undefined, valueKey: undefined, error: undefined, isLoading: false }

/** Only the tail, when the range moved on or grew at its end; else everything. */
async function readOn(
  held: Held | undefined,
  what: string,
  range: Stretch,
  points: number,
  read: (stretch: Stretch, points: number) => Promise<SeriesData>,
): Promise<SeriesData> {
  const last = held?.data.t[held.data.t.length - 1]
  if (held === undefined || last === undefined || held.what !== what) return read(range, points)
  const step = range.to - held.range.to
  const left = range.from - held.range.from
  const isMovedOn = step >= 0 && left >= 0 && left <= step + 2 && last >= range.from
  // thinned stretches are replaced once the raw tail has become too long
  if (!isMovedOn || held.data.t.length > points * 1.5) return read(range, points)
  return appendTail(held.data, await read({ from: last, to: range.to }, points), range.from)
}
