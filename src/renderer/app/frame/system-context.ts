import { createContext, useContext } from 'react'
import type { EntityName } from '../../../shared/systems/catalogue.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import type { EntityPage, SystemPages } from '../pages.ts'

const Context = createContext<readonly SystemPages[]>([])

/** All systems that have pages; given once, by `main.tsx`. */
export const SystemsProvider = Context.Provider

export function useSystems(): readonly SystemPages[] {
  return useContext(Context)
}

/** Names and pages of entities of one system; of a system that nobody knows the paths themselves. */
export interface Entities {
  readonly nameOf: (entity: string) => EntityName
  readonly pageOf: (entity: string) => EntityPage | undefined
}

export function useEntities(system: string): Entities {
  return entitiesOf(useSystems(), system)
}

export function entitiesOf(all: readonly SystemPages[], system: string): Entities {
  const pages = all.find((each) => each.id === system)
  return pages === undefined ? plain : known(pages)
}

const kept = new WeakMap<SystemPages, Entities>()

/** The same object for the same system. */
function known(pages: SystemPages): Entities {
  const before = kept.get(pages)
  if (before !== undefined) return before
  const nameOf = catalogues[pages.id]?.nameOf ?? plain.nameOf
  const entities: Entities = { nameOf, pageOf: pages.pageOf }
  kept.set(pages, entities)
  return entities
}

const plain: Entities = {
  nameOf: (entity) => ({ kind: '', name: entity }),
  pageOf: () => undefined,
}
