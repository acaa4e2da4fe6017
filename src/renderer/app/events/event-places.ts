import { useMemo } from 'react'
import type { TargetState } from '../../../shared/api/targets.ts'
import type { FactInfo } from '../../../shared/systems/catalogue.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import type { Entities } from '../frame/system-context.ts'
import { entitiesOf, useSystems } from '../frame/system-context.ts'

/** A target that events are of: what it is called, and what its words mean. */
export interface EventPlace {
  readonly name: string
  readonly system: string
  readonly entities: Entities
  readonly fact: (key: string) => FactInfo | undefined
}

/** By target id. */
export type EventPlaces = ReadonlyMap<string, EventPlace>

/** The same map while the targets, their names and their systems are the same. */
export function useEventPlaces(targets: readonly TargetState[]): EventPlaces {
  const pages = useSystems()
  const key = JSON.stringify(targets.map(({ config: { id, name, system } }) => [id, name, system]))
  return useMemo(() => {
    const all = JSON.parse(key) as readonly (readonly [string, string, string])[]
    return new Map(all.map(([id, name, system]) => [id, placeOf(name, system, entitiesOf(pages, system))]))
  }, [key, pages])
}

function placeOf(name: string, system: string, entities: Entities): EventPlace {
  const facts = new Map(catalogues[system]?.facts.map((each) => [each.key, each]))
  return { name, system, entities, fact: (key) => facts.get(key) }
}
