import type { Look } from '../moment.ts'
import { text } from '../base/reading.ts'
import { nodeAddresses, sentinelAddresses } from './views/reading.ts'

/** "Redis 7.0.15 · cluster, 3 masters, 3 replicas" */
export function summary(look: Look): string {
  const nodes = nodeAddresses(look)
  const versions = [
    ...new Set(nodes.flatMap((address) => text(look, `node/${address}`, 'node.version') ?? [])),
  ]
  const roles = nodes.map((address) => text(look, `node/${address}`, 'node.role'))
  const masters = roles.filter((role) => role === 'master').length
  const replicas = roles.filter((role) => role === 'replica').length
  const sentinels = sentinelAddresses(look).length
  const parts = [
    counted(masters, 'master'),
    counted(replicas, 'replica'),
    counted(sentinels, 'sentinel'),
  ].filter((part) => !part.startsWith('0 '))
  return [named(versions), parts.join(', ')].filter((part) => part !== '').join(' · ')
}

function named(versions: readonly string[]): string {
  const shown = versions.map((version) => version.charAt(0).toUpperCase() + version.slice(1))
  return shown.length === 0 ? 'Redis' : shown.join(', ')
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
