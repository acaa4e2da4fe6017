import { type EdgeGroup, encodeRecord } from '../codec/changes.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { Edge } from './facts.ts'
import type { Numbering } from './numbering.ts'

/** Edges of one instant as the bytes of one record. */
export function recordOf(edges: readonly Edge[], at: number, numbering: Numbering): Uint8Array {
  const groups = Map.groupBy(edges, ({ key, isFirst }) => `${isFirst ? 'first' : 'edge'} ${key}`)
  return encodeRecord({ at, groups: [...groups.values()].map((group) => groupOf(group, numbering)) })
}

function groupOf(edges: readonly Edge[], numbering: Numbering): EdgeGroup {
  const { key, isFirst } = edges[0]!
  return {
    key: numbering.word(key),
    isFirst,
    entities: edges.map((edge) => numbering.entity(edge.entity)),
    after: edges.map((edge) => textOf(edge.after)),
    before: isFirst ? [] : edges.map((edge) => textOf(edge.before)),
  }
}

const textOf = (value: Json): string | null => (value === null ? null : JSON.stringify(value))
