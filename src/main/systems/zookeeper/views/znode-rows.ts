import type { ZnodeKind, ZnodeRows, ZnodeStat } from '../../../../shared/systems/zookeeper-tree-views.ts'
import type { Json } from '../../../../shared/base/json.ts'
import type { Look } from '../../moment.ts'
import { ownerField, statFields } from '../tree/stat.ts'
import { entityOf } from '../tree/znode.ts'
import { text } from '../../base/reading.ts'
import { nameOf } from './tree-index.ts'

/** Ten digits, as the server appends them; once the counter has overflown, after a minus of their own. */
const sequence = /(?<!\d)(?:(?<=-)-)?\d{10}$/

/** The sequence number that a name ends in; undefined: none. */
export function sequenceOf(name: string): number | undefined {
  const digits = sequence.exec(name)?.[0]
  return digits === undefined ? undefined : Number(digits)
}

/** null: none was read, or the ACL hides it. */
export function statOf(look: Look, path: string): ZnodeStat | null {
  const fact = look.moment.fact(entityOf(path), 'znode.stat') ?? null
  return fact === null ? null : statFields(fact)
}

export function kindAt(look: Look, path: string): ZnodeKind | undefined {
  return look.moment.fact(entityOf(path), 'znode.kind') as ZnodeKind | undefined
}

/** The session that owns it; null: no ephemeral. */
export function ownerOf(kind: ZnodeKind | undefined, stat: ZnodeStat | null): string | null {
  return kind === 'ephemeral' ? (stat?.ephemeralOwner ?? null) : null
}

export function znodeRows(look: Look, paths: readonly string[]): ZnodeRows {
  const kinds = paths.map((path) => kindAt(look, path) ?? 'unreadable')
  const stats = paths.map((path) => statOf(look, path))
  const owner = stats.map((stat, i) => ownerOf(kinds[i], stat))
  const of = (field: 'numChildren' | 'dataLength' | 'mtime') =>
    Float64Array.from(stats, (stat) => (stat === null ? NaN : stat[field]))
  return {
    path: paths,
    name: paths.map(nameOf),
    kind: kinds,
    sequential: paths.map((path) => sequenceOf(nameOf(path)) !== undefined),
    children: of('numChildren'),
    bytes: of('dataLength'),
    owner,
    ownerClient: owner.map((session) =>
      session === null ? null : text(look, `session/${session}`, 'session.client'),
    ),
    mtime: of('mtime'),
  }
}

/** Paths of all ephemerals of a session, in order. */
export function ownedBy(look: Look, session: string): string[] {
  const stats = look.moment.facts('znode.stat')
  const paths: string[] = []
  for (const [entity, { value }] of look.moment.facts('znode.kind'))
    if (value === 'ephemeral' && ownerIn(stats.get(entity)?.value) === session)
      paths.push(entity.slice('znode'.length))
  return paths.sort()
}

export function ownerIn(fact: Json | undefined): string | null {
  return fact === undefined || fact === null ? null : ownerField(fact)
}
