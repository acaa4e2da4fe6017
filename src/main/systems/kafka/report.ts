import { formatInstant } from '../../../shared/base/format-time.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import { reportTable, settingsTable } from '../base/report-table.ts'
import type { Look } from '../moment.ts'
import type { ReportParts } from '../system.ts'
import { configOf } from './views/base/configs.ts'
import { overview } from './views/overview.ts'

/** Settings that decide what is lost, and when: of topics and of brokers. */
const wanted =
  /^(min\.insync\.replicas|unclean\.leader\.election\.enable|default\.replication\.factor|replica\.lag\.time\.max\.ms|retention\.(ms|bytes)|cleanup\.policy|acks|num\.(network|io|replica\.fetcher)\.threads|num\.replica\.fetchers|auto\.create\.topics\.enable|offsets\.topic\.replication\.factor|transaction\.state\.log\.(min\.isr|replication\.factor)|max\.message\.bytes|message\.max\.bytes|broker\.rack)$/

/** Brokers, what was in trouble, who lagged; and the settings that decide what is lost. */
export function report(look: Look): ReportParts {
  const data = overview(look)
  const { brokers, troubled, lags } = data
  const rows = Array.from(brokers.id, (_, i) => i)
  return {
    topology: [
      reportTable('Brokers', rows, [
        ['Broker', (i) => String(brokers.id[i])],
        ['Address', (i) => brokers.address[i] ?? null],
        ['Rack', (i) => brokers.rack[i] ?? 'none'],
        ['State', (i) => brokers.state[i] ?? null],
        ['Controller', (i) => (data.controller === brokers.id[i] ? 'active' : '')],
        ['Leads', (i) => brokers.leaders[i] ?? null, 'right'],
        ['Replicas', (i) => brokers.replicas[i] ?? null, 'right'],
        ['Not in the ISR', (i) => brokers.outOfIsr[i] ?? null, 'right'],
        ['On disk', (i) => sized(brokers.size[i]), 'right'],
      ]),
      reportTable(
        'Partitions that were not in sync',
        troubled.topic.map((_, i) => i),
        [
          ['Partition', (i) => `${troubled.topic[i] ?? ''}-${String(troubled.partition[i])}`],
          ['State', (i) => troubled.state[i] ?? null],
          ['Leader', (i) => (troubled.leader[i] === -1 ? 'none' : `broker ${String(troubled.leader[i])}`)],
          ['ISR', (i) => listed(troubled.isr[i])],
          ['Replicas', (i) => listed(troubled.replicas[i])],
          ['Since', (i) => since(troubled.since[i], look)],
        ],
      ),
      reportTable(
        'Groups furthest behind',
        lags.group.map((_, i) => i),
        [
          ['Group', (i) => lags.group[i] ?? null],
          ['Reading', (i) => lags.status[i] ?? null],
          ['Lag, messages', (i) => lags.lag[i] ?? null, 'right'],
          [
            'Behind by',
            (i) => (Number.isFinite(lags.lagMs[i]) ? formatValue(lags.lagMs[i], 'ms') : null),
            'right',
          ],
        ],
      ),
    ],
    configuration: [
      settingsTable('Settings of brokers', settingsOf(look, 'broker.config'), (key) => wanted.test(key)),
      settingsTable('Settings of topics', settingsOf(look, 'topic.config'), (key) => wanted.test(key)),
    ],
  }
}

/** By topic, or by broker; what is sensitive the broker itself keeps to itself. */
function settingsOf(
  { moment }: Look,
  key: 'broker.config' | 'topic.config',
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    [...moment.facts(key).keys()].map((entity) => {
      const settings = Object.entries(configOf(moment, entity) ?? {})
      const told = settings.flatMap(([name, { value }]) => (value === null ? [] : [[name, value] as const]))
      return [entity.slice(entity.indexOf('/') + 1), Object.fromEntries(told)]
    }),
  )
}

function sized(bytes: number | undefined): string | null {
  return bytes === undefined || !Number.isFinite(bytes) ? null : formatValue(bytes, 'bytes')
}

function listed(ids: readonly number[] | undefined): string {
  return ids === undefined || ids.length === 0 ? 'none' : ids.join(', ')
}

function since(at: number | undefined, { moment }: Look): string | null {
  return at === undefined || Number.isNaN(at) ? null : formatInstant(at, moment.at)
}
