import { createContext, useContext } from 'react'
import type { FactInfo, MetricInfo } from '../../shared/systems/catalogue.ts'

/** What a number or a word on a page can say about itself, given by the frame for the target that is shown. */
export interface Provenance {
  /** Looks a key of the system's catalogue up. */
  readonly metric: (key: string) => MetricInfo | undefined
  readonly fact: (key: string) => FactInfo | undefined
  readonly targetName: string
}

const nothing: Provenance = { metric: () => undefined, fact: () => undefined, targetName: '' }
const Context = createContext<Provenance>(nothing)

export const ProvenanceProvider = Context.Provider

export function useProvenance(): Provenance {
  return useContext(Context)
}
