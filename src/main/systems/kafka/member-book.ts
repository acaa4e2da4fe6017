import type { Json } from '../../../shared/base/json.ts'
import type { DescribedGroup, GroupMember } from './ask/describe-groups.ts'
import { GROUP_ID_NOT_FOUND } from './wire/errors.ts'

/** What a description leaves behind, as facts. */
export interface GroupDescription {
  /** The assignor. */
  readonly protocol: string
  readonly members: Json
  /** Of the KIP-848 protocol; the classic one doesn't tell its generation. */
  readonly epoch: number | undefined
  readonly assignmentEpoch: number | undefined
}

/** The last description of each group. Its map is a new object only when a description says something new. */
export class MemberBook {
  #texts = new Map<string, string>()
  #current: ReadonlyMap<string, GroupDescription> = new Map()

  get current(): ReadonlyMap<string, GroupDescription> {
    return this.#current
  }

  read(groups: readonly DescribedGroup[]): void {
    const changed = groups.filter((group) => this.#isNews(group))
    if (changed.length === 0) return
    const next = new Map(this.#current)
    for (const group of changed) {
      if (group.error === GROUP_ID_NOT_FOUND) next.delete(group.id)
      else next.set(group.id, describe(group))
    }
    this.#current = next
  }

  #isNews(group: DescribedGroup): boolean {
    if (group.error !== 0 && group.error !== GROUP_ID_NOT_FOUND) return false
    const text = JSON.stringify(group)
    if (this.#texts.get(group.id) === text) return false
    this.#texts.set(group.id, text)
    return true
  }
}

function describe({ protocol, members, epoch, assignmentEpoch }: DescribedGroup): GroupDescription {
  return { protocol, members: members.map(memberFact), epoch, assignmentEpoch }
}

/** A member as the fact `group.members` holds it: what isn't told is left out. */
function memberFact(member: GroupMember): Json {
  const { id, clientId, host, assignment, instanceId, epoch, target } = member
  const fact: Record<string, Json> = { id, clientId, host, assignment }
  if (instanceId !== null) fact['instanceId'] = instanceId
  if (epoch !== undefined) fact['epoch'] = epoch
  if (target !== undefined) fact['target'] = target
  return fact
}
