import { useMemo } from 'react'
import type { QueueData } from '../../../shared/systems/rabbitmq-queue-views.ts'
import { ChangesPanel } from '../../app/events/ChangesPanel.tsx'
import { Link } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import { FindingsPanel } from '../FindingLinks.tsx'
import { Hatches } from '../Hatches.tsx'
import { MissingNotes } from '../MissingNotes.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { blindNotes } from './blind-notes.ts'
import { queueEntity } from './entities.ts'
import { silentNodes } from './node-words.ts'
import { BindingsTable } from './queue/BindingsTable.tsx'
import { ConsumersPanel } from './queue/ConsumersPanel.tsx'
import { DeadLetterPanel } from './queue/DeadLetterPanel.tsx'
import { queueKpis } from './queue/kpis.tsx'
import { MembersPanel } from './queue/MembersPanel.tsx'
import { QueueCharts } from './queue/QueueCharts.tsx'
import { queueSaid } from './queue/queue-said.ts'
import { SettingsTable } from './queue/SettingsTable.tsx'
import { membersAsSeen } from './quorum/as-seen.ts'
import { stateWords } from './queues/queue-standing.ts'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** One queue: what it holds, who holds what it gave out, how it is set, and where it leads. */
export function Queue({ targetId, params }: PageProps) {
  const [vhost, name] = [params['vhost'] ?? '', params['queue'] ?? '']
  const view = useRabbitmqView(targetId, 'queue', { vhost, name })
  const { data: nodes } = useRabbitmqView(targetId, 'nodes', {})
  const silent = useMemo(() => silentNodes(nodes?.rows ?? []), [nodes])
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Hatches />
      <Viewed view={view} what={`Queue ${name}`}>
        {(told, times) => (
          <QueuePanels
            targetId={targetId}
            data={{ ...told, members: membersAsSeen(told.members, silent) }}
            times={times}
          />
        )}
      </Viewed>
    </div>
  )
}

interface PartProps {
  readonly targetId: string
  readonly data: QueueData
  readonly times: Times
}

function QueuePanels({ targetId, data, times }: PartProps) {
  const entity = queueEntity(data.vhost, data.name)
  return (
    <>
      <Head data={data} />
      {queueSaid(data).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      <KpiStrip items={queueKpis(data, times)} />
      <MissingNotes missing={blindNotes(data.blind)} />
      <FindingsPanel targetId={targetId} entity={entity} />
      <QueueCharts targetId={targetId} entity={entity} />
      <ConsumersPanel data={data} times={times} />
      <div className={page['row']}>
        <DeadLetterPanel data={data} />
        {data.members.length > 0 && <MembersPanel data={data} />}
      </div>
      <div className={page['row']}>
        <SettingsTable data={data} />
        <BindingsTable data={data} />
      </div>
      <ChangesPanel targetId={targetId} system="rabbitmq" entity={entity} />
    </>
  )
}

function Head({ data }: { readonly data: QueueData }) {
  const words = stateWords(data.state)
  return (
    <div className={page['title']}>
      <h1>
        <Name>{data.name}</Name> <Mark entity={queueEntity(data.vhost, data.name)} />
      </h1>
      <State tone={words.tone}>{words.word}</State>
      <span className={page['about']}>{about(data)}</span>
      <span className={page['grow']} />
      <Link to={['topology']} state={{ vhost: data.vhost, node: `queue/${data.name}`, show: 'all' }}>
        In the topology
      </Link>
    </div>
  )
}

function about({ vhost, type, durable, exclusive, autoDelete, node, policy }: QueueData): string {
  return [
    type,
    `virtual host ${vhost}`,
    durable ? 'durable' : 'transient',
    exclusive ? 'exclusive' : '',
    autoDelete ? 'deleted with its last consumer' : '',
    node === null ? 'its node is not observed' : `on ${node}`,
    policy === null ? '' : `policy ${policy}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
