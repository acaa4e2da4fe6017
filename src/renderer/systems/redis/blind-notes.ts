import type { Blind } from '../../../shared/systems/redis-views.ts'
import type { MissingNote } from '../MissingNotes.tsx'
import { nameOf, nodeEntity } from '../../../shared/systems/redis-entities.ts'
import { listed } from './sentence.ts'

/** What could not be read: the same refusal on many servers is one note, though each names itself in it. */
export function blindNotes(blind: readonly Blind[]): readonly MissingNote[] {
  const alike = new Map<string, { readonly first: Blind; readonly names: string[] }>()
  for (const one of blind) {
    const name = one.entity === '' ? '' : nameOf(one.entity).name
    const key = `${one.ask}\n${impersonal(one.why, name)}\n${one.fix ?? ''}`
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { first: one, names: [name] })
    else known.names.push(name)
  }
  return [...alike.values()].map(({ first, names }) => {
    const [name = ''] = names
    const whose = listed(names.filter(Boolean))
    const why = names.length === 1 ? first.why : impersonal(first.why, name)
    return { what: whose === '' ? first.ask : `${first.ask} of ${whose}`, why, fix: first.fix }
  })
}

/** "a:1 answers NOPERM" → "It answers NOPERM" */
function impersonal(why: string, name: string): string {
  if (name === '') return why
  const text = why.replaceAll(name, 'it')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Servers of whom one command gave nothing; where it is a grant that lacks, the one that would help. */
export function unreadNotes(
  nodes: readonly { readonly address: string; readonly why: string | null }[],
  ask: string,
  grant: string,
): readonly MissingNote[] {
  return blindNotes(
    nodes.flatMap(({ address, why }) => {
      if (why === null) return []
      const fix = why.includes('NOPERM') ? `ACL SETUSER <user> ${grant}` : null
      return [{ entity: nodeEntity(address), ask, why, fix }]
    }),
  )
}
