import { type EdgeGroup, encodeRecord } from '../codec/changes.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { FactChange } from '../../systems/moment.ts'
import type { Edges, Found } from './facts.ts'
import type { Numbering } from './numbering.ts'

/** Edges of one instant as the bytes of one record. */
export function recordOf({ found, changed }: Edges, at: number, numbering: Numbering): Uint8Array {
  const byKey = Map.groupBy(
    changed.map(({ edge }) => edge),
    ({ key }) => key,
  )
  const groups = [
    ...found.map((each) => foundGroup(each, numbering)),
    ...Array.from(byKey, ([key, edges]) => changedGroup(key, edges, numbering)),
  ]
  return encodeRecord({ at, groups })
}

function foundGroup({ key, paths, values }: Found, numbering: Numbering): EdgeGroup {
  return {
    key: numbering.word(key),
    isFirst: true,
    entities: numbering.entitiesOf(paths),
    after: textsOf(values),
    before: [],
  }
}

function changedGroup(key: string, edges: readonly FactChange[], numbering: Numbering): EdgeGroup {
  return {
    key: numbering.word(key),
    isFirst: false,
    entities: edges.map((edge) => numbering.entity(edge.entity)),
    after: textsOf(edges.map((edge) => edge.after)),
    before: textsOf(edges.map((edge) => edge.before)),
  }
}

/** More different values than these are not looked up again: they hardly repeat. */
const MAX_KNOWN = 4_096

/** A value that comes again gives the very same text: most facts of a key say one of a few things. */
function textsOf(values: readonly Json[]): readonly (string | null)[] {
  const known = new Map<Json, string>()
  return values.map((value) => {
    if (value === null) return null
    let text = known.get(value)
    if (text === undefined) {
      text = JSON.stringify(value)
      if (known.size < MAX_KNOWN) known.set(value, text)
    }
    return text
  })
}
