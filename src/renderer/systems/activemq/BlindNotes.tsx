import type { Blind } from '../../../shared/systems/activemq-views.ts'
import { MissingNotes } from '../MissingNotes.tsx'
import { nameOf } from '../../../shared/systems/activemq-entities.ts'
import { listed } from './words.ts'

/** What could not be read: the same refusal of many brokers is one note, with the line of policy that would allow it. */
export function BlindNotes({ blind }: { readonly blind: readonly Blind[] }) {
  const alike = Map.groupBy(blind, ({ ask, why, fix }) => JSON.stringify([ask, why, fix]))
  const notes = [...alike.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const whose = listed(same.map(({ entity }) => (entity === '' ? '' : nameOf(entity).name)).filter(Boolean))
    return [{ what: whose === '' ? first.ask : `${first.ask} of ${whose}`, why: first.why, fix: first.fix }]
  })
  return <MissingNotes missing={notes} />
}
