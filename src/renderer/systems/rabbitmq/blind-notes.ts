import type { Blind } from '../../../shared/systems/rabbitmq-views.ts'
import type { MissingNote } from '../MissingNotes.tsx'
import { nameOf } from '../../../shared/systems/rabbitmq-names.ts'
import { listed } from './sentence.ts'

/** What could not be read: the same refusal of many nodes is one note. */
export function blindNotes(blind: readonly Blind[]): readonly MissingNote[] {
  const alike = Map.groupBy(blind, ({ ask, why, fix }) => JSON.stringify([ask, why, fix]))
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const whose = listed(group.flatMap(({ entity }) => (entity === '' ? [] : [nameOf(entity).name])))
    return [{ what: whose === '' ? first.ask : `${first.ask} of ${whose}`, why: first.why, fix: first.fix }]
  })
}
