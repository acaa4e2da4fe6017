import type { ReactNode } from 'react'
import { OrreryError } from '../../../shared/base/errors.ts'
import type { ViewResult } from '../../api/use-view.ts'
import { Empty } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Viewed, type Times } from '../Viewed.tsx'

export interface PartlyViewedProps<D> {
  readonly view: ViewResult<D>
  readonly what: string
  /** What it means that there is none: "No sentinel watches this target." */
  readonly none: string
  /** What would make it be there. */
  readonly hint: string
  readonly children: (data: D, times: Times) => ReactNode
}

/** Draws a view that not every Redis has: slots without a cluster, opinions without sentinels. That is no failure. */
export function PartlyViewed<D>({ view, what, none, hint, children }: PartlyViewedProps<D>) {
  const isAbsent = view.error instanceof OrreryError && view.error.code === 'not-found'
  if (!isAbsent)
    return (
      <Viewed view={view} what={what}>
        {children}
      </Viewed>
    )
  return (
    <Panel>
      <Empty title={none}>{hint}</Empty>
    </Panel>
  )
}
