import type { Look } from '../../../moment.ts'
import { type MemberFact, membersIn } from '../base/groups.ts'

/** Who was in the group during one stretch of time; null: not described then. */
export interface MemberSpan {
  readonly from: number
  /** NaN: still. */
  readonly to: number
  readonly members: readonly MemberFact[] | null
}

/** Someone who was in the group within the window. */
export interface Member extends MemberFact {
  readonly name: string
  readonly joinedAt: number
  /** NaN: still a member. */
  readonly leftAt: number
}

export function memberSpans(look: Look, group: string, from: number): MemberSpan[] {
  return look.spans(`group/${group}`, 'group.members', from).map((span) => ({
    from: span.from,
    to: span.to ?? Number.NaN,
    members: membersIn(span.value),
  }))
}

/** Members now, then those that left; each kind in the order of joining. */
export function membersOver(spans: readonly MemberSpan[]): Member[] {
  const seen = new Map<string, { fact: MemberFact; joinedAt: number; leftAt: number }>()
  for (const span of spans) {
    for (const fact of span.members ?? []) {
      const known = seen.get(fact.id)
      seen.set(fact.id, { fact, joinedAt: known?.joinedAt ?? span.from, leftAt: span.to })
    }
  }
  const all = [...seen.values()].sort((a, b) => a.joinedAt - b.joinedAt || (a.fact.id < b.fact.id ? -1 : 1))
  const now = all.filter(({ leftAt }) => Number.isNaN(leftAt))
  const left = all.filter(({ leftAt }) => !Number.isNaN(leftAt))
  const names = shortNames([...now, ...left].map(({ fact }) => fact))
  return [...now, ...left].map(({ fact, joinedAt, leftAt }, i) => ({
    ...fact,
    name: names[i]!,
    joinedAt,
    leftAt,
  }))
}

const LONGEST_NAME = 16

/** The end of the client id; where several share one, with the end of the member id, which differs. */
function shortNames(members: readonly MemberFact[]): string[] {
  const uses = Map.groupBy(members, ({ clientId, instanceId }) => instanceId ?? clientId)
  return members.map(({ id, clientId, instanceId }) => {
    const base = instanceId ?? clientId
    const short = endOf(base)
    return uses.get(base)!.length === 1 ? short : `${short} ${id.slice(-4)}`
  })
}

/** `orders-service-consumer-3` → `consumer-3`: the end of an id is what differs. */
function endOf(id: string): string {
  if (id.length <= LONGEST_NAME) return id
  const cut = id.slice(-LONGEST_NAME)
  const separator = cut.search(/[-._]/)
  return separator >= 0 && separator < LONGEST_NAME - 3 ? cut.slice(separator + 1) : `…${cut.slice(1)}`
}

/** Rows of members by partition (`topic/partition`) in one span; undefined: nobody owns it, or nobody knows. */
export function ownersIn(span: MemberSpan, rowOf: ReadonlyMap<string, number>): Map<string, number> {
  const owners = new Map<string, number>()
  for (const { id, assignment } of span.members ?? [])
    for (const [topic, partitions] of Object.entries(assignment ?? {}))
      for (const partition of partitions) owners.set(`${topic}/${String(partition)}`, rowOf.get(id) ?? -1)
  return owners
}

/** Whether a span tells who owns what: a member whose assignment can't be read hides it. */
export function isKnown({ members }: MemberSpan): boolean {
  return members !== null && members.every(({ assignment }) => assignment !== null)
}
