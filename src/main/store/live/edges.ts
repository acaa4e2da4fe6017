import { type EdgeGroup, encodeRecord } from '../codec/changes.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { FactChange } from '../../systems/moment.ts'
import type { Edges } from './facts.ts'
import type { KeptEdge } from './recent-edges.ts'
import type { Numbering } from './numbering.ts'

/** Edges of one instant as the bytes of one record. */
export function recordOf({ found, changed }: Edges, at: number, numbering: Numbering): Uint8Array {
  const groups = [...groupsOf(found, true, numbering), ...groupsOf(changed, false, numbering)]
  return encodeRecord({ at, groups })
}

function groupsOf(edges: readonly KeptEdge[], isFirst: boolean, numbering: Numbering): readonly EdgeGroup[] {
  const byKey = Map.groupBy(
    edges.map(({ edge }) => edge),
    ({ key }) => key,
  )
  return Array.from(byKey, ([key, group]) => groupOf(key, group, isFirst, numbering))
}

function groupOf(
  key: string,
  edges: readonly FactChange[],
  isFirst: boolean,
  numbering: Numbering,
): EdgeGroup {
  return {
    key: numbering.word(key),
    isFirst,
    entities: edges.map((edge) => numbering.entity(edge.entity)),
    after: edges.map((edge) => textOf(edge.after)),
    before: isFirst ? [] : edges.map((edge) => textOf(edge.before)),
  }
}

const textOf = (value: Json): string | null => (value === null ? null : JSON.stringify(value))
