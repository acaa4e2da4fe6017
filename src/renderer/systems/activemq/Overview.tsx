import type { OverviewData } from '../../../shared/systems/activemq-views.ts'
import { SeriesChart } from '../../app/charts/SeriesChart.tsx'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import type { PageProps } from '../../app/pages.ts'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Panel } from '../../components/Panel.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed, type Times } from '../Viewed.tsx'
import { BlindNotes } from './BlindNotes.tsx'
import { BlockedTable } from './BlockedTable.tsx'
import brokersStyle from './brokers/brokers.module.css'
import { BrokersTable } from './brokers/BrokersTable.tsx'
import { DeepestTable } from './DeepestTable.tsx'
import { brokerEntity } from '../../../shared/systems/activemq-entities.ts'
import { overviewKpis } from './overview-kpis.tsx'
import { blindAnswering, overviewSaid } from './overview-said.ts'
import { useActivemqView } from './use-activemq-view.ts'
import { sentence } from './words.ts'

/** How these brokers are: one sentence, six figures, their limits, what is blocked, and the last minutes. */
export function Overview({ targetId }: PageProps) {
  const view = useActivemqView(targetId, 'overview', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The brokers">
        {(data, times) => (
          <>
            <Head data={data} times={times} />
            <BlockedTable
              rows={data.blocked}
              silent={data.brokers.length === 0 ? undefined : unserved(data)}
              readAt={times.readAt}
            />
            <BrokersTable data={data} times={times} />
            <div className={page['wideFirst']}>
              <Charts targetId={targetId} brokers={data.brokers} />
              <DeepestTable
                rows={data.deepest}
                isServed={unserved(data).length < data.brokers.length}
                readAt={times.readAt}
              />
            </div>
          </>
        )}
      </Viewed>
      <ChangesPanel targetId={targetId} system="activemq" />
    </div>
  )
}

const unserved = ({ brokers }: OverviewData) =>
  brokers.filter((broker) => broker.servedBy === null).map((broker) => broker.key)

const tones = { ok: 'quiet', weak: 'warn', broken: 'bad', unknown: 'unknown' } as const

function Head({ data, times }: { readonly data: OverviewData; readonly times: Times }) {
  return (
    <>
      <Said tone={tones[data.is]} headline={sentence(data.says)} rest={data.versions.join(', ')} />
      {overviewSaid(data, times.at).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      <KpiStrip items={overviewKpis(data, times)} />
      <BlindNotes blind={blindAnswering(data)} />
    </>
  )
}

/** Lines beyond these are no longer told apart. */
const mostLines = 8

const charts = [
  ['Messages held', 'by broker', 'broker.messages', 'value'],
  ['Sent to the broker', 'messages a second', 'broker.enqueued', 'rate'],
  ['Memory used', 'percent of the limit', 'broker.memory_percent', 'value'],
  ['Store used', 'percent of the limit', 'broker.store_percent', 'value'],
] as const

interface ChartsProps {
  readonly targetId: string
  readonly brokers: OverviewData['brokers']
}

function Charts({ targetId, brokers }: ChartsProps) {
  const height = useChartHeight(120)
  return (
    <div className={brokersStyle['twos']}>
      {charts.map(([title, note, metric, as]) => (
        <Panel key={metric} title={title} note={note}>
          <SeriesChart
            targetId={targetId}
            label={title}
            as={as}
            height={height}
            lines={brokers.slice(0, mostLines).map(({ key }) => ({
              label: key,
              entity: brokerEntity(key),
              metric,
            }))}
          />
        </Panel>
      ))}
    </div>
  )
}
