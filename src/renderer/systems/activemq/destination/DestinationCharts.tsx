import type { DestinationData } from '../../../../shared/systems/activemq-destination-views.ts'
import { SeriesChart } from '../../../app/charts/SeriesChart.tsx'
import { classes } from '../../../components/classes.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useChartHeight } from '../../use-chart-height.ts'
import { destinationEntity } from '../../../../shared/systems/activemq-entities.ts'
import style from './destination.module.css'

const charts = [
  [
    'Messages',
    'with the broker and its consumers',
    [
      ['held', 'destination.size'],
      ['in flight', 'destination.in_flight'],
    ],
    'value',
  ],
  [
    'Flow',
    'messages a second',
    [
      ['in', 'destination.enqueued'],
      ['handed out', 'destination.dispatched'],
      ['acknowledged', 'destination.dequeued'],
    ],
    'rate',
  ],
  [
    'Consumers',
    'applications and bridges',
    [
      ['applications', 'destination.local_consumers'],
      ['bridges', 'destination.network_consumers'],
    ],
    'value',
  ],
] as const

export interface DestinationChartsProps {
  readonly targetId: string
  readonly data: DestinationData
}

/** A destination in time; a queue that other brokers have too also beside theirs. */
export function DestinationCharts({ targetId, data }: DestinationChartsProps) {
  const height = useChartHeight(130)
  const isMany = data.kind === 'queue' && data.elsewhere.length > 0
  const entity = destinationEntity(data.kind, data.broker, data.name)
  // a topic holds nothing itself
  const isDrawn = (metric: string) => data.kind === 'queue' || metric !== 'destination.size'
  return (
    <div className={classes(style['charts'], isMany && style['four'])}>
      {isMany && <HeldByBroker {...{ targetId, data, height }} />}
      {charts.map(([title, note, lines, as]) => (
        <Panel key={title} title={title} note={note}>
          <SeriesChart
            {...{ targetId, as, height }}
            label={title}
            lines={lines
              .filter(([, metric]) => isDrawn(metric))
              .map(([label, metric]) => ({ label, metric, entity }))}
          />
        </Panel>
      ))}
    </div>
  )
}

/** Lines beyond these are no longer told apart. */
const mostLines = 8

function HeldByBroker({ targetId, data, height }: DestinationChartsProps & { readonly height: number }) {
  const brokers = [data.broker, ...data.elsewhere.map((each) => each.broker)]
  return (
    <Panel title="Held" note="by each broker that has it">
      <SeriesChart
        {...{ targetId, height }}
        label="Messages held by broker"
        lines={brokers.slice(0, mostLines).map((broker) => ({
          label: broker,
          entity: destinationEntity(data.kind, broker, data.name),
          metric: 'destination.size',
        }))}
      />
    </Panel>
  )
}
