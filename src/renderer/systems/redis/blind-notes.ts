import type { Blind } from '../../../shared/systems/redis-views.ts'
import type { MissingNote } from '../MissingNotes.tsx'
import { nameOf } from './entities.ts'
import { listed } from './sentence.ts'

/** What could not be read: the same refusal on many servers is one note. */
export function blindNotes(blind: readonly Blind[]): readonly MissingNote[] {
  const alike = new Map<string, { readonly first: Blind; readonly names: string[] }>()
  for (const one of blind) {
    const key = `${one.ask}\n${one.why}\n${one.fix ?? ''}`
    const name = one.entity === '' ? '' : nameOf(one.entity).name
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { first: one, names: [name] })
    else known.names.push(name)
  }
  return [...alike.values()].map(({ first, names }) => {
    const whose = listed(names.filter(Boolean))
    return { what: whose === '' ? first.ask : `${first.ask} of ${whose}`, why: first.why, fix: first.fix }
  })
}
