import { useCallback, useMemo } from 'react'
import { formatNumber } from '../../../shared/base/format-number.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import type { DestinationsData } from '../../../shared/systems/activemq-destination-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import { useOpen } from '../../app/Link.tsx'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { Empty } from '../../components/Blocks.tsx'
import { SearchField } from '../../components/Field.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { DataTable } from '../../components/table/DataTable.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { destinationEntity } from '../../../shared/systems/activemq-entities.ts'
import { isDestination } from './entities.ts'
import { BrokerChoice } from './BrokerChoice.tsx'
import { destinationColumns } from './destinations/columns.tsx'
import { destinationAt, isOfKind, kinds, type Kind } from './destinations/filter.ts'
import { useActivemqView } from './use-activemq-view.ts'

/** Every queue and topic of every broker; advisory topics only when asked for. */
export function Destinations({ targetId }: PageProps) {
  const [kind, setKind] = usePageState('kind', 'queues')
  const [broker, setBroker] = usePageState('broker', '')
  const isAdvisories = kind === 'advisories'
  const view = useActivemqView(targetId, 'destinations', {
    ...(isAdvisories ? { advisories: true } : {}),
    ...(broker === '' ? {} : { broker }),
  })
  return (
    <div className={page['page']}>
      <Viewed view={view} what="The destinations">
        {(data, times) => (
          <DestinationList
            {...{ targetId, data, times, broker, setBroker }}
            kind={kinds.find(({ value }) => value === kind)?.value ?? 'queues'}
            setKind={setKind}
          />
        )}
      </Viewed>
    </div>
  )
}

interface ListProps {
  readonly targetId: string
  readonly data: DestinationsData
  readonly times: Times
  readonly kind: Kind
  readonly setKind: (kind: string) => void
  readonly broker: string
  readonly setBroker: (broker: string) => void
}

function DestinationList(props: ListProps) {
  const { targetId, data, times, kind, setKind, broker, setBroker } = props
  const open = useOpen()
  const [text, setText] = usePageState('q', '')
  const table = useTable(data, times.readAt, kind, text)
  return (
    <Panel
      title="Destinations"
      fill
      note={noteOf(data, kind)}
      actions={
        <>
          <BrokerChoice targetId={targetId} value={broker} onChange={setBroker} />
          <Segmented label="Which destinations" value={kind} onChange={setKind} options={kinds} />
          <SearchField value={text} onChange={setText} placeholder="Queue or topic" />
        </>
      }
    >
      <Gone isListed={isDestination(kind === 'advisories')} />
      <DataTable
        label="Destinations"
        {...table}
        count={data.names.length}
        firstSort={{ column: 'size', descending: true }}
        onOpen={(row) => {
          const at = destinationAt(data, row)
          open(['destinations', at.broker, at.kind, at.name])
        }}
        minWidth={940}
        empty={<NoDestinations data={data} kind={kind} text={text.trim()} />}
      />
    </Panel>
  )
}

/** What the table draws from: the same objects until a sample, the filter or the text changes. */
function useTable(data: DestinationsData, readAt: number, kind: Kind, text: string) {
  const columns = useMemo(() => destinationColumns(data, data.readAt ?? readAt), [data, readAt])
  const wanted = text.trim().toLowerCase()
  const matches = useCallback(
    (row: number) =>
      isOfKind(data, row, kind) && (wanted === '' || (data.names[row] ?? '').toLowerCase().includes(wanted)),
    [data, kind, wanted],
  )
  const rowKey = useCallback(
    (row: number) => {
      const at = destinationAt(data, row)
      return `${at.broker} ${at.kind} ${at.name}`
    },
    [data],
  )
  const entityOf = useCallback(
    (row: number) => {
      const at = destinationAt(data, row)
      return destinationEntity(at.kind, at.broker, at.name)
    },
    [data],
  )
  return { columns, matches, rowKey, entityOf }
}

function noteOf({ names, advisories, temporary, everyMs }: DestinationsData, kind: Kind): string {
  if (kind === 'advisories') return `${formatNumber(names.length)}, by which brokers tell of what they do`
  const hidden = [
    advisories > 0 ? `${formatNumber(advisories)} advisory topics` : '',
    temporary > 0 ? `${formatNumber(temporary)} temporary` : '',
  ].filter(Boolean)
  return [
    formatNumber(names.length),
    hidden.length === 0 ? '' : `not counting ${hidden.join(' and ')}`,
    everyMs === null || everyMs === 0 ? '' : `read every ${formatDuration(everyMs)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

function NoDestinations({
  data,
  kind,
  text,
}: {
  readonly data: DestinationsData
  readonly kind: Kind
  readonly text: string
}) {
  if (data.readAt === null) return <Empty title="The destinations were not read yet." />
  if (text !== '') return <Empty title={`None of them contains “${text}”.`} />
  if (kind === 'troubled') return <Empty title="No destination is troubled, as far as it is observed." />
  if (kind === 'dlq') return <Empty title="No dead letter queue exists: nothing was ever dead-lettered." />
  if (kind === 'advisories')
    return <Empty title="No advisory topic exists.">advisorySupport="false", or nobody has connected.</Empty>
  return <Empty title="There is no such destination." />
}
