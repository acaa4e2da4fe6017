import type { ReactNode } from 'react'
import type { ViewResult } from '../api/use-view.ts'
import { Failed, Loading } from '../components/Blocks.tsx'

/** The instant that data is of, and its sample, epoch ms. */
export interface Times {
  readonly at: number
  readonly readAt: number
}

export interface ViewedProps<D> {
  readonly view: ViewResult<D>
  /** "The topics of this cluster" */
  readonly what: string
  readonly children: (data: D, times: Times) => ReactNode
}

/** Draws a view once there is data; until then it says that it loads, or why there is none. */
export function Viewed<D>({ view, what, children }: ViewedProps<D>) {
  const { data, at, sampledAt } = view
  if (data === undefined || at === undefined)
    return view.error === undefined ? (
      <Loading />
    ) : (
      <Failed title={`${what} can’t be shown`} error={view.error} />
    )
  return <>{children(data, { at, readAt: sampledAt ?? at })}</>
}
