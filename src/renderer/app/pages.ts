import type { ComponentType } from 'react'
import type { KeyRow } from './key-table.ts'
import type { Sketches, Stages } from '../experiments/stage.ts'

/**
 * The contract between the frame and the pages of a system.
 *
 * A page gets which target it is and the names from its path; it reads data only through the hooks of `api/`
 * (`viewHook`, `useSeries`, `useInstant`), which all follow the one instant in the address. So a page never knows
 * whether it draws now or last week. It is remounted when the target or its path changes, never when the instant does.
 *
 * Drawings take plain data as props. Pages import from `api/`, `components/`, `shared/`, and of `app/` only this file,
 * `Link.tsx` (links that keep the instant), `use-page-state.ts` (what the reader chose, kept in the address) and
 * `charts/` and `events/` (parts that already follow the instant).
 *
 * While two moments are compared, pages mark what differs, by entity, and no page asks for it: a `DataTable` is given
 * `entityOf`, a card, title or tree row a `<Mark entity>`, a drawing an `<SvgMark>` or `useMarks()` (all of
 * `components/`), and a page that lists a kind says with `compare/Gone.tsx` what of it is gone. A drawing that shows how
 * it was reads that with `compare/use-other-view.ts`. Nothing of these is there otherwise.
 */
export interface PageProps {
  readonly targetId: string
  /** The `:name` parts of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
}

/** A page that hangs under a tab: `topics/:topic`. */
export interface DetailPage {
  /** Parts divided by `/`; `:name` takes one part, whatever characters it holds. */
  readonly path: string
  readonly Component: ComponentType<PageProps>
}

export interface PageTab {
  readonly id: string
  readonly label: string
  /** `''` for the first tab, else one part: `topics`. */
  readonly path: string
  readonly Component: ComponentType<PageProps>
  readonly details?: readonly DetailPage[]
}

/** Where an entity is shown. */
export interface EntityPage {
  /** Parts after the target, not encoded: `['topics', 'orders']`. */
  readonly path: readonly string[]
  /** State of that page: `{ partition: '3' }`. */
  readonly state?: Readonly<Record<string, string>>
}

export interface SystemPages {
  /** As in the catalogue: `kafka`. */
  readonly id: string
  /** The frame adds Findings, Events and Access after them. */
  readonly tabs: readonly PageTab[]
  /** Keys of their own that its pages have, for the list that `?` shows. */
  readonly keys?: readonly KeyRow[]
  /** Undefined: the entity has no page of its own. */
  pageOf(entity: string): EntityPage | undefined
  /** The drawings of its experiments; those without one get lanes of their clients. */
  readonly stages?: Stages
  /** What an experiment's page shows before there is a run to draw. */
  readonly sketches?: Sketches
}
