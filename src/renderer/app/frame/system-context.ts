import { createContext, useContext } from 'react'
import type { EntityName, EntityPage, SystemPages } from '../pages.ts'

const Context = createContext<readonly SystemPages[]>([])

/** All systems that have pages; given once, by `main.tsx`. */
export const SystemsProvider = Context.Provider

export function useSystems(): readonly SystemPages[] {
  return useContext(Context)
}

/** Names and pages of entities of one system; a system without pages shows the paths themselves. */
export interface Entities {
  readonly nameOf: (entity: string) => EntityName
  readonly pageOf: (entity: string) => EntityPage | undefined
}

export function useEntities(system: string): Entities {
  return entitiesOf(useSystems(), system)
}

export function entitiesOf(all: readonly SystemPages[], system: string): Entities {
  return all.find((each) => each.id === system) ?? plain
}

const plain: Entities = {
  nameOf: (entity) => ({ kind: '', name: entity }),
  pageOf: () => undefined,
}
