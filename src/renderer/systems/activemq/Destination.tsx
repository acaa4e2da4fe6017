import { useMemo } from 'react'
import type { DestinationData } from '../../../shared/systems/activemq-destination-views.ts'
import type { NetworkDestination } from '../../../shared/systems/activemq-network-views.ts'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import { Link } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Badge, State } from '../../components/State.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { DestinationCharts } from './destination/DestinationCharts.tsx'
import { destinationSaid } from './destination/destination-said.ts'
import { HoldersBar } from './destination/HoldersBar.tsx'
import { destinationKpis } from './destination/kpis.tsx'
import { ProducersTable } from './destination/ProducersTable.tsx'
import { SettingsPanel } from './destination/SettingsPanel.tsx'
import { SubscriptionsTable } from './destination/SubscriptionsTable.tsx'
import { destinationEntity, type DestinationKind } from '../../../shared/systems/activemq-entities.ts'
import { destinationKey } from './network/destinations.ts'
import { PresenceTable } from './network/PresenceTable.tsx'
import { useActivemqView } from './use-activemq-view.ts'
import { destinationWords } from './words.ts'

/** One queue or topic of one broker: who holds its messages, who consumes, who sends, and the same on other brokers. */
export function Destination({ targetId, params }: PageProps) {
  const broker = params['broker'] ?? ''
  const name = params['name'] ?? ''
  const kind: DestinationKind = params['kind'] === 'topic' ? 'topic' : 'queue'
  const view = useActivemqView(targetId, 'destination', { broker, kind, name })
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what={`${kind === 'queue' ? 'Queue' : 'Topic'} ${name} on ${broker}`}>
        {(data, times) => <DestinationPanels targetId={targetId} data={data} times={times} />}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly targetId: string
  readonly data: DestinationData
  readonly times: Times
}

function DestinationPanels({ targetId, data, times }: PartProps) {
  const { readAt } = times
  const entity = destinationEntity(data.kind, data.broker, data.name)
  return (
    <>
      <Head data={data} />
      <Said {...destinationSaid(data)} />
      <KpiStrip items={destinationKpis(data, readAt)} />
      {data.kind === 'queue' && <HoldersBar data={data} />}
      <SubscriptionsTable data={data} readAt={readAt} />
      <OnOthers {...{ targetId, data, readAt }} />
      <DestinationCharts targetId={targetId} data={data} />
      <div className={page['row']}>
        <ProducersTable data={data} readAt={readAt} />
        <SettingsPanel settings={data.settings} />
      </div>
      <ChangesPanel targetId={targetId} system="activemq" entity={entity} />
    </>
  )
}

function Head({ data }: { readonly data: DestinationData }) {
  const words = destinationWords(data.is)
  return (
    <div className={page['title']}>
      <h1>
        <Name>{data.name}</Name> <Mark entity={destinationEntity(data.kind, data.broker, data.name)} />
      </h1>
      <State tone={words.tone}>{words.word}</State>
      {data.isDeadLetters === true && <Badge tone="warn">dead letters</Badge>}
      {data.isPaused === true && <Badge tone="warn">paused</Badge>}
      <span className={page['about']}>
        {data.kind} on <Link to={['brokers', data.broker]}>{data.broker}</Link>
      </span>
      <span className={page['grow']} />
      <Link
        to={['network']}
        state={{ destination: destinationKey({ ...data, at: [], stranded: null, isBridged: false }) }}
      >
        in the network
      </Link>
    </div>
  )
}

/** The same name on all brokers, where there is more than one that has it. */
function OnOthers({ targetId, data, readAt }: { targetId: string; data: DestinationData; readAt: number }) {
  const isAlone = data.elsewhere.length === 0
  const network = useActivemqView(targetId, 'network', { destination: data.name, limit: 50 })
  const found = useMemo(
    (): NetworkDestination | undefined =>
      network.data?.destinations.find((each) => each.kind === data.kind && each.name === data.name),
    [network.data, data.kind, data.name],
  )
  if (isAlone || found === undefined) return null
  return <PresenceTable destination={found} readAt={readAt} here={data.broker} />
}
