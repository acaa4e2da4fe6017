import { formatValue } from '../../../shared/base/format-unit.ts'
import { record } from '../base/reading.ts'
import { reportTable, settingsTable } from '../base/report-table.ts'
import type { Look } from '../moment.ts'
import type { ReportParts } from '../system.ts'
import { nodesData } from './views/nodes.ts'
import { sentinelAddresses } from './views/reading.ts'
import { sentinelsData } from './views/sentinels.ts'

/** Masters and replicas, what sentinels believed; and the settings that rules compare. */
export function report(look: Look): ReportParts {
  const { rows } = nodesData(look)
  const masters = sentinelAddresses(look).length === 0 ? [] : sentinelsData(look).masters
  const beliefs = masters.flatMap(({ name, rows: by, failover }) =>
    by.map((row) => ({ name, failover, ...row })),
  )
  return {
    topology: [
      reportTable('Servers', rows, [
        ['Server', ({ address }) => address],
        ['State', ({ state }) => state],
        ['Role', ({ role }) => role],
        ['Follows', ({ master }) => master ?? ''],
        ['Link', ({ link }) => link ?? ''],
        ['Slots', ({ slots }) => slots],
        ['Behind', ({ lagBytes }) => (lagBytes === null ? '' : formatValue(lagBytes, 'bytes')), 'right'],
        ['Keys', ({ keys }) => keys, 'right'],
        ['Memory', ({ memory }) => (memory === null ? null : formatValue(memory, 'bytes')), 'right'],
      ]),
      ...(beliefs.length === 0
        ? []
        : [
            reportTable('What sentinels believed', beliefs, [
              ['Master', ({ name }) => name],
              ['Sentinel', ({ sentinel }) => sentinel],
              ['Gives clients', ({ address }) => address],
              ['Configuration epoch', ({ configEpoch }) => configEpoch, 'right'],
              ['Quorum', ({ quorumSays }) => quorumSays],
              ['A failover would', ({ failover }) => failover.says],
            ]),
          ]),
    ],
    configuration: [settingsTable('Settings', settingsOf(look), () => true)],
  }
}

function settingsOf(look: Look): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    [...look.moment.facts('node.config')].map(([entity, { value }]) => [
      entity.slice('node/'.length),
      Object.fromEntries(Object.entries(record(value)).map(([key, setting]) => [key, String(setting)])),
    ]),
  )
}
