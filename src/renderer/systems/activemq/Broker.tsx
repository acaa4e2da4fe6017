import { useMemo } from 'react'
import type { BrokerRow, BrokersData, EndpointRow } from '../../../shared/systems/activemq-views.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import { Link } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { Empty } from '../../components/Blocks.tsx'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { brokerKpis } from './brokers/broker-kpis.tsx'
import brokersStyle from './brokers/brokers.module.css'
import { ConnectorsTable, StoresPanel } from './brokers/ConnectorsTable.tsx'
import { EndpointsTable } from './brokers/EndpointsTable.tsx'
import { brokerEntity } from '../../../shared/systems/activemq-entities.ts'
import { useActivemqView } from './use-activemq-view.ts'
import { brokerWords, listed, type Words } from './words.ts'

/** One broker: its limits, connectors and store, the addresses it has, and the last minutes. */
export function Broker({ targetId, params }: PageProps) {
  const key = params['broker'] ?? ''
  const view = useActivemqView(targetId, 'brokers', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what={`Broker ${key}`}>
        {(data, times) => <BrokerOf targetId={targetId} data={data} times={times} name={key} />}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly targetId: string
  readonly data: BrokersData
  readonly times: Times
}

function BrokerOf({ targetId, data, times, name }: PartProps & { readonly name: string }) {
  const broker = data.brokers.find((each) => each.key === name)
  if (broker === undefined)
    return (
      <Panel>
        <Empty title={`No broker ${name} was known then.`}>
          It is known from when one of its addresses first answers.
        </Empty>
      </Panel>
    )
  return <BrokerPanels targetId={targetId} data={data} times={times} broker={broker} />
}

function BrokerPanels({ targetId, data, times, broker }: PartProps & { readonly broker: BrokerRow }) {
  const endpoints = useMemo(
    () => data.endpoints.filter((each) => broker.endpoints.includes(each.address)),
    [data.endpoints, broker.endpoints],
  )
  return (
    <>
      <Title broker={broker} words={brokerWords(broker, data.endpoints)} />
      {broker.servedBy === null && <Unserved broker={broker} endpoints={endpoints} />}
      <KpiStrip items={brokerKpis(broker, times)} />
      <Charts targetId={targetId} broker={broker.key} />
      <EndpointsTable endpoints={endpoints} times={times} />
      <div className={page['row']}>
        <ConnectorsTable broker={broker} readAt={times.readAt} />
        <StoresPanel broker={broker} readAt={times.readAt} />
      </div>
      <ChangesPanel targetId={targetId} system="activemq" entity={brokerEntity(broker.key)} />
    </>
  )
}

function Title({ broker, words }: { readonly broker: BrokerRow; readonly words: Words }) {
  return (
    <div className={page['title']}>
      <h1>
        <Name>{broker.key}</Name> <Mark entity={brokerEntity(broker.key)} />
      </h1>
      <State tone={words.tone}>{words.word}</State>
      <span className={page['about']}>{aboutBroker(broker)}</span>
      <span className={page['grow']} />
      <Link to={['destinations']} state={{ broker: broker.key }}>
        its destinations
      </Link>
      <Link to={['connections']} state={{ broker: broker.key }}>
        its connections
      </Link>
    </div>
  )
}

interface UnservedProps {
  readonly broker: BrokerRow
  readonly endpoints: readonly EndpointRow[]
}

function Unserved({ broker, endpoints }: UnservedProps) {
  const hung = endpoints.filter((each) => each.state === 'silent').map((each) => each.address)
  const why = hung.length === 0 ? '' : `${listed(hung)} hangs and may hold the lock: no slave takes over. `
  return (
    <Said
      tone="bad"
      headline={`Nobody serves ${broker.key}.`}
      rest={`${why}What it holds is not known until somebody does.`}
    />
  )
}

function aboutBroker({ version, isPersistent, uptimeMs, health }: BrokerRow): string {
  return [
    version ?? 'version not observed',
    isPersistent === false ? 'not persistent: messages end with the broker' : '',
    uptimeMs === null ? '' : `up ${formatDuration(uptimeMs)}`,
    health === null || health === '' ? '' : `health as last asked for: ${health}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

const charts = [
  ['Messages held', '', [['held', 'broker.messages']], 'value'],
  [
    'Messages',
    'a second',
    [
      ['in', 'broker.enqueued'],
      ['out', 'broker.dequeued'],
    ],
    'rate',
  ],
  [
    'Limits used',
    'percent',
    [
      ['memory', 'broker.memory_percent'],
      ['store', 'broker.store_percent'],
      ['temp', 'broker.temp_percent'],
    ],
    'value',
  ],
  [
    'Clients',
    '',
    [
      ['connections', 'broker.connections'],
      ['consumers', 'broker.consumers'],
      ['producers', 'broker.producers'],
    ],
    'value',
  ],
] as const

function Charts({ targetId, broker }: { readonly targetId: string; readonly broker: string }) {
  const height = useChartHeight(130)
  return (
    <div className={brokersStyle['charts']}>
      {charts.map(([title, note, lines, as]) => (
        <Panel key={title} title={title} note={note}>
          <SeriesChart
            targetId={targetId}
            label={title}
            as={as}
            height={height}
            lines={lines.map(([label, metric]) => ({ label, metric, entity: brokerEntity(broker) }))}
          />
        </Panel>
      ))}
    </div>
  )
}
