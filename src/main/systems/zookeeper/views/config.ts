import type { ConfigData } from '../../../../shared/systems/zookeeper-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { list, record } from '../../base/reading.ts'
import { memberIds } from './reading.ts'

/** Settings that all members should share: a difference makes the ensemble behave differently by member. */
const shared: readonly string[] = [
  'tickTime',
  'initLimit',
  'syncLimit',
  'minSessionTimeout',
  'maxSessionTimeout',
  'maxClientCnxns',
  'electionAlg',
  'secureClientPort',
]

export const config: View = { run: (look): { [key: string]: unknown } => ({ ...configOf(look) }) }

export function configOf(look: Look): ConfigData {
  const ensemble = record(look.moment.fact('ensemble', 'ensemble.config'))
  const told = memberIds(look)
    .map((id) => ({ id, settings: record(look.moment.fact(`member/${id}`, 'member.conf')) }))
    .filter(({ settings }) => Object.keys(settings).length > 0)
  const keys = [...new Set(told.flatMap(({ settings }) => Object.keys(settings)))]
  return {
    version: typeof ensemble['version'] === 'string' ? ensemble['version'] : null,
    servers: list(ensemble['servers'])
      .map(record)
      .map((server) => ({
        id: String(server['id']),
        voter: server['voter'] === true,
        quorumAddress: String(server['quorum']),
        client: typeof server['client'] === 'string' ? server['client'] : null,
      })),
    members: told.map(({ id }) => id),
    rows: keys.map((key) => {
      const values = told.map(({ settings }) => (settings[key] === undefined ? null : String(settings[key])))
      const distinct = new Set(values.filter((value) => value !== null))
      return { key, values, differs: shared.includes(key) && distinct.size > 1 }
    }),
  }
}
