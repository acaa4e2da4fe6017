import { createContext, useContext } from 'react'
import type { SeriesData } from '../../../shared/api/history.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import type { Tone } from '../tone.ts'

export interface ChartSeries {
  readonly label: string
  /** A custom property, `var(--series-2)`; by default the next series colour. */
  readonly color?: string
  /** What is only there to compare with: thin and quiet. */
  readonly isQuiet?: boolean
  readonly isDashed?: boolean
}

/** An interval that is tinted: a finding's, a run's. */
export interface Shade {
  readonly from: number
  readonly to: number
  readonly tone: Tone
}

/** A line at an instant, with its word beside it. */
export interface Mark {
  readonly at: number
  readonly tone: Tone
  readonly label: string
}

/** px around the plot. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Everything that the layers of one chart draw from. */
export interface ChartModel {
  /** False: still on its way, so nothing can be said of what was seen. */
  readonly isRead: boolean
  readonly data: SeriesData
  /** What is drawn: `data.v`, or its layers when stacked. */
  readonly lines: readonly Float64Array[]
  readonly series: readonly ChartSeries[]
  readonly colors: readonly string[]
  readonly unit: Unit
  readonly from: number
  readonly to: number
  /** The instant in force when paused. */
  readonly at: number | undefined
  readonly stacked: boolean
  readonly filled: boolean
  readonly shades: readonly Shade[]
  readonly marks: readonly Mark[]
}

const Context = createContext<ChartModel | undefined>(undefined)

export const ChartProvider = Context.Provider

export function useChart(): ChartModel {
  const model = useContext(Context)
  if (model === undefined) throw new Error('A chart layer stands outside a TimeChart')
  return model
}
