import type { Look } from '../moment.ts'
import { brokerKeys, endpointAddresses, servedBy } from './views/reading.ts'
import { text } from '../base/reading.ts'

/** "ActiveMQ 5.18.3 · 2 brokers", with what does not answer. */
export function summary(look: Look): string {
  const keys = brokerKeys(look)
  if (keys.length === 0) return ''
  const addresses = endpointAddresses(look)
  const versions = addresses.flatMap((address) => text(look, `endpoint/${address}`, 'endpoint.version') ?? [])
  const name = `ActiveMQ ${[...new Set(versions)].sort().join(', ')}`
  const serving = keys.filter((key) => servedBy(look, key) !== null).length
  const brokers = keys.length === 1 ? '1 broker' : `${keys.length} brokers`
  const away = serving < keys.length ? `, ${keys.length - serving} not served` : ''
  return `${name.trim()} · ${brokers}${away}`
}
