import type { Json } from '../../../shared/base/json.ts'

/** Options of an actor as the plain data that they are: TypeScript takes no interface for a record. */
export function optionsOf<T extends object>(options: T): Json {
  return options as unknown as Json
}
