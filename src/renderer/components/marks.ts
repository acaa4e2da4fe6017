import { createContext, useContext } from 'react'

/** ● it differs, + it came, − it went (as time runs between the two moments), ○ something under it differs. */
export type Sign = 'changed' | 'new' | 'gone' | 'inside'

/** How an entity differs from the moment that the one on screen is compared with. */
export interface Mark {
  readonly sign: Sign
  /** "changed: Leader 3 → 1" */
  readonly says: string
}

/** What differs, entity by entity. There is one only while two moments are compared. */
export interface Marks {
  /** Undefined: it is alike. The same object for the same entity. */
  of(entity: string): Mark | undefined
  /** Entities that are only at the other moment. */
  readonly gone: readonly string[]
  /** More differ than were told. */
  readonly left: number
  /** Two moments of two clusters: what is gone here may never have been here. */
  readonly isOtherTarget: boolean
  /** The other moment, epoch ms, where it is of the target on screen: charts show it. */
  readonly at: number | undefined
}

const Context = createContext<Marks | undefined>(undefined)

export const MarksProvider = Context.Provider

/** For what draws itself (a canvas, a layout); undefined: nothing is compared. Elsewhere there is `Mark`. */
export function useMarks(): Marks | undefined {
  return useContext(Context)
}

/** Of what is told in one line the first that differs, so that the line is marked; else the first. */
export function firstMarked(marks: Marks | undefined, entities: readonly string[]): string {
  return entities.find((entity) => marks?.of(entity) !== undefined) ?? entities[0] ?? ''
}
