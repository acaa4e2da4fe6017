import type { Look } from '../moment.ts'
import { text } from '../base/reading.ts'
import { memberIds } from './views/reading.ts'

/** "ZooKeeper 3.9.5 · 3 voters, 1 observer" */
export function summary(look: Look): string {
  const ids = memberIds(look)
  const versions = [...new Set(ids.flatMap((id) => text(look, `member/${id}`, 'member.version') ?? []))]
  const votes = ids.map((id) => look.moment.fact(`member/${id}`, 'member.voter'))
  const voters = votes.filter((vote) => vote === true).length
  const observers = votes.filter((vote) => vote === false).length
  const size = voters === 0 ? counted(ids.length, 'server') : counted(voters, 'voter')
  const watching = observers === 0 ? '' : `, ${counted(observers, 'observer')}`
  return `${['ZooKeeper', ...versions].join(' ')} · ${size}${watching}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
