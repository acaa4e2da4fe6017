import { formatValue } from '../../../shared/base/format-unit.ts'
import { reportTable } from '../base/report-table.ts'
import type { Look } from '../moment.ts'
import type { ReportParts } from '../system.ts'
import { configOf } from './views/config.ts'
import { ensembleOf } from './views/ensemble.ts'
import { overviewOf } from './views/overview.ts'

/** Members and their quorum, how much there is of everything; and the settings, those that differ first. */
export function report(look: Look): ReportParts {
  const { members, quorum } = ensembleOf(look)
  const data = overviewOf(look)
  const { members: columns, rows } = configOf(look)
  const settings = [...rows].sort((a, b) => Number(b.differs) - Number(a.differs))
  return {
    topology: [
      {
        ...reportTable('Members', members, [
          ['Member', ({ id }) => id],
          ['Address', ({ client }) => client],
          ['State', ({ state }) => state],
          ['Role', ({ mode }) => mode],
          ['Epoch', ({ epoch }) => epoch, 'right'],
          ['zxid', ({ zxid }) => zxid],
          ['Clients', ({ clients }) => clients, 'right'],
          ['Outstanding', ({ outstanding }) => outstanding, 'right'],
          ['Latency', ({ latencyMs }) => (latencyMs === null ? null : formatValue(latencyMs, 'ms')), 'right'],
        ]),
        note: quorum.says,
      },
      reportTable(
        'What it held',
        [data],
        [
          ['Znodes', ({ znodes }) => znodes, 'right'],
          ['Ephemerals', ({ ephemerals }) => ephemerals, 'right'],
          ['Data', ({ dataBytes }) => (dataBytes === null ? null : formatValue(dataBytes, 'bytes')), 'right'],
          ['Sessions', ({ sessions }) => sessions, 'right'],
          ['Watches', ({ watches }) => watches, 'right'],
          ['Writes a second', ({ writesPerSecond }) => rounded(writesPerSecond), 'right'],
        ],
      ),
    ],
    configuration: [
      reportTable('Settings', settings, [
        ['Setting', ({ key }) => key],
        ...columns.map(
          (member, i) =>
            [`Member ${member}`, ({ values }: (typeof rows)[number]) => values[i] ?? null] as const,
        ),
        ['', ({ differs }) => (differs ? 'differs' : '')],
      ]),
    ],
  }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10
}
