import { useMemo } from 'react'
import type { SeriesData, SeriesRef } from '../../../../shared/api/history.ts'
import type { GroupData } from '../../../../shared/systems/kafka-group-views.ts'
import type { Stretch } from '../../../api/instant.ts'
import { useSeries } from '../../../api/use-series.ts'
import { commitEntity, partitionEntity } from '../../../../shared/systems/kafka-entities.ts'
import { lagSeries, lagTimeSeries } from './lag-series.ts'

/** More partitions than these aren't read in time: those with the greatest lag are. */
const mostRows = 40

export interface GroupLag {
  /** Rows of the view's partitions that were read, in the order of the arrays below. */
  readonly rows: readonly number[]
  readonly t: Float64Array
  /** Messages, by row read. */
  readonly lag: readonly Float64Array[]
  /** Seconds, by row read. */
  readonly lagTime: readonly Float64Array[]
}

/**
 * The lag of a group's partitions in time, from what is stored: ends and committed offsets. Twice the window is read,
 * so that at its start too it can be told when the oldest unread record was written.
 */
export function useGroupLag(targetId: string, data: GroupData, window: Stretch): GroupLag | undefined {
  const rows = worstRows(data.partitions.lag)
  const key = rows.join()
  const refs = useMemo(() => refsOf(data, rows), [data.id, key])
  const range = { from: window.from - (window.to - window.from), to: window.to }
  const read = useSeries(targetId, refs, { range, points: 720 })
  return useMemo(() => (read.data === undefined ? undefined : lagOf(rows, read.data)), [read.data, key])
}

function worstRows(lag: Float64Array): readonly number[] {
  const byLag = [...lag.keys()].sort((a, b) => (lag[b] || 0) - (lag[a] || 0))
  return byLag.slice(0, mostRows).sort((a, b) => a - b)
}

function refsOf({ id, partitions }: GroupData, rows: readonly number[]): readonly SeriesRef[] {
  return rows.flatMap((row) => {
    const topic = partitions.topic[row] ?? ''
    const partition = partitions.partition[row] ?? -1
    return [
      { entity: partitionEntity(topic, partition), metric: 'partition.hw' },
      { entity: commitEntity(topic, partition, id), metric: 'commit.offset' },
    ]
  })
}

const none = new Float64Array()

function lagOf(rows: readonly number[], { t, v }: SeriesData): GroupLag {
  const pair = (k: number) => [v[k * 2] ?? none, v[k * 2 + 1] ?? none] as const
  return {
    rows,
    t,
    lag: rows.map((_, k) => lagSeries(...pair(k))),
    lagTime: rows.map((_, k) => lagTimeSeries(t, ...pair(k))),
  }
}

/**
 * The age of the oldest unread record of a row, ms. The view looks back at a few instants only and says Infinity beyond
 * them; the series that the charts read reach farther.
 */
export function lagMsOf(data: GroupData, lag: GroupLag | undefined, row: number): number {
  const told = data.partitions.lagMs[row] ?? NaN
  if (told !== Infinity || lag === undefined) return told
  const seconds = lag.lagTime[lag.rows.indexOf(row)]?.findLast(Number.isFinite) ?? Infinity
  return seconds * 1000
}

/** The greatest of all rows. */
export function worstLagMs(data: GroupData, lag: GroupLag | undefined): number {
  if (data.lagMs !== Infinity) return data.lagMs
  return data.partitions.lagMs.reduce((most, _, row) => Math.max(most, lagMsOf(data, lag, row) || 0), 0)
}
