import type { ReportTable } from '../../../shared/api/report.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import type { BrokerRow, Usage } from '../../../shared/systems/activemq-views.ts'
import { record } from '../base/reading.ts'
import { reportTable, settingsTable } from '../base/report-table.ts'
import type { Look } from '../moment.ts'
import type { ReportParts } from '../system.ts'
import { brokerRows } from './views/brokers.ts'
import { durableRows } from './views/durables.ts'
import { endpointRows } from './views/endpoints.ts'
import { fullOfConsumers } from './views/holders.ts'
import { networkOf } from './views/links.ts'
import { known, partsOf } from './views/reading.ts'
import { destinationsOf, standingOf } from './views/standing.ts'
import { strandedQueues } from './views/stranded.ts'

/** Brokers and who serves them, bridges, queues that hold messages, durable subscribers; limits and network settings. */
export function report(look: Look): ReportParts {
  const brokers = brokerRows(look)
  const tables = [
    brokersTable(brokers),
    addressesTable(look),
    bridgesTable(look),
    queuesTable(look),
    durablesTable(look),
  ]
  return {
    topology: tables.filter(({ rows }) => rows.length > 0),
    configuration: [
      settingsTable('Limits', limitsOf(brokers), () => true),
      settingsTable('Network connectors', connectorsOf(look), () => true),
    ].filter(({ rows }) => rows.length > 0),
  }
}

function brokersTable(brokers: readonly BrokerRow[]): ReportTable {
  return reportTable('Brokers', brokers, [
    ['Broker', ({ key }) => key],
    ['Served by', ({ servedBy }) => servedBy ?? 'nobody'],
    ['Version', ({ version }) => version ?? ''],
    ['Memory', ({ memory }) => usedOf(memory), 'right'],
    ['Store', ({ store }) => usedOf(store), 'right'],
    ['Temp', ({ temp }) => usedOf(temp), 'right'],
    [
      'Free disk',
      ({ diskFree }) => (diskFree === null ? 'not known' : formatValue(diskFree, 'bytes')),
      'right',
    ],
    ['Messages', ({ messages }) => messages, 'right'],
    ['Connections', ({ connections }) => connections, 'right'],
  ])
}

function usedOf({ percent, limit }: Usage): string | null {
  return percent === null || limit === null ? null : `${percent} % of ${formatValue(limit, 'bytes')}`
}

function addressesTable(look: Look): ReportTable {
  return reportTable('Addresses', endpointRows(look), [
    ['Address', ({ address }) => address],
    ['State', ({ state }) => state],
    ['Role', ({ role }) => role],
    ['What that means', ({ says }) => says],
  ])
}

function bridgesTable(look: Look): ReportTable {
  return reportTable('Bridges', networkOf(look).links, [
    ['From', ({ from }) => from],
    ['To', ({ to }) => to ?? 'never established'],
    ['Connector', ({ connector }) => connector],
    ['State', ({ state }) => state],
    ['Carries', ({ carries }) => (carries === null ? '' : carries === 'both' ? 'both ways' : 'one way')],
    ['Sent', ({ out }) => out, 'right'],
    ['Received', ({ in: received }) => received, 'right'],
  ])
}

function queuesTable(look: Look): ReportTable {
  const all = destinationsOf(look)
  const stranded = new Set(strandedQueues(look, all).map(({ entity }) => entity))
  const isFull = fullOfConsumers(look)
  const holding = all.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size)
  return reportTable('Queues that hold messages', holding, [
    ['Queue', ({ name }) => name],
    ['Broker', ({ broker }) => broker],
    ['Standing', (one) => standingOf(one, stranded, isFull)],
    ['Messages', ({ size }) => size, 'right'],
    ['In flight', ({ inFlight }) => inFlight, 'right'],
    ['Consumers', ({ local }) => known(local), 'right'],
    ['Bridges', ({ network }) => known(network), 'right'],
  ])
}

function durablesTable(look: Look): ReportTable {
  return reportTable('Durable subscribers', durableRows(look), [
    ['Subscription', ({ name }) => name],
    ['Client', ({ clientId }) => clientId],
    ['Topic', ({ topic }) => topic],
    ['Broker', ({ broker }) => broker],
    ['Active', ({ isActive }) => (isActive ? 'yes' : 'no')],
    ['Pending', ({ pending }) => pending, 'right'],
  ])
}

type Settings = ReadonlyMap<string, Readonly<Record<string, string>>>

function limitsOf(brokers: readonly BrokerRow[]): Settings {
  const told = ({ limit }: Usage) => (limit === null ? 'not known' : formatValue(limit, 'bytes'))
  return new Map(
    brokers.map(({ key, memory, store, temp }) => [
      key,
      { memoryUsage: told(memory), storeUsage: told(store), tempUsage: told(temp) },
    ]),
  )
}

function connectorsOf(look: Look): Settings {
  return new Map(
    [...look.moment.facts('networkconnector.about')].map(([entity, { value }]) => {
      const { broker, rest } = partsOf(entity)
      const told = Object.entries(record(value)).filter(([, setting]) => setting !== null)
      return [
        `${rest} of ${broker}`,
        Object.fromEntries(told.map(([key, setting]) => [key, String(setting)])),
      ]
    }),
  )
}
