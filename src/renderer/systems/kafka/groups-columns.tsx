import type { GroupsData } from '../../../shared/systems/kafka-group-views.ts'
import { Link } from '../../app/Link.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import { LagTime } from './LagTime.tsx'
import { alarming, readingRank, readingTone, readingWord } from './reading-words.ts'
import { Trend } from './Trend.tsx'

const lagFrom = 'Σ high watermark − committed offset'

/** The columns of the list of groups; new ones for each sample. */
export function groupColumns(data: GroupsData, readAt: number): readonly Column[] {
  const entity = (row: number) => `group/${data.id[row] ?? ''}`
  const tone = (row: number) => page[alarming(data.status[row] ?? 'unknown') ?? 'plain']
  return [
    {
      id: 'id',
      label: 'Group',
      width: 'minmax(160px, 1.4fr)',
      sort: (row) => data.id[row] ?? '',
      cell: (row) => (
        <Link to={['groups', data.id[row] ?? '']}>
          <Name cut>{data.id[row] ?? ''}</Name>
        </Link>
      ),
    },
    {
      id: 'status',
      label: 'Status',
      width: '118px',
      sort: (row) => readingRank(data.status[row] ?? 'unknown'),
      cell: (row) => {
        const status = data.status[row] ?? 'unknown'
        return <State tone={readingTone(status)}>{readingWord(status)}</State>
      },
    },
    {
      id: 'why',
      label: 'Why',
      width: 'minmax(140px, 1.6fr)',
      cell: (row) => (
        <span className={page['dim']} title={data.why[row]}>
          {data.why[row]}
        </span>
      ),
    },
    {
      id: 'lag',
      label: 'Lag',
      width: '100px',
      align: 'right',
      sort: (row) => data.lag[row] ?? NaN,
      cell: (row) => (
        <span className={tone(row)}>
          <Num
            value={data.lag[row] ?? NaN}
            unit="messages"
            from={lagFrom}
            entity={entity(row)}
            readAt={readAt}
            focusable={false}
          />
        </span>
      ),
    },
    {
      id: 'lagMs',
      label: 'In time',
      width: '88px',
      align: 'right',
      sort: (row) => data.lagMs[row] ?? NaN,
      cell: (row) => <LagTime ms={data.lagMs[row] ?? NaN} entity={entity(row)} readAt={readAt} />,
    },
    {
      id: 'trend',
      label: 'Trend /s',
      width: '80px',
      align: 'right',
      sort: (row) => data.trendPerSecond[row] ?? NaN,
      cell: (row) => (
        <Trend
          value={data.trendPerSecond[row] ?? NaN}
          entity={entity(row)}
          readAt={readAt}
          from="change of the lag over the last minute"
        />
      ),
    },
    {
      id: 'members',
      label: 'Members',
      width: '76px',
      align: 'right',
      sort: (row) => data.members[row] ?? NaN,
      cell: (row) => (
        <Num
          value={data.members[row] ?? NaN}
          metric="group.members"
          unit="count"
          entity={entity(row)}
          readAt={readAt}
          focusable={false}
        />
      ),
    },
    {
      id: 'state',
      label: 'State',
      width: '130px',
      sort: (row) => data.state[row] ?? '',
      cell: (row) => <span title={`${data.type[row] ?? ''} protocol`}>{data.state[row]}</span>,
    },
    {
      id: 'topics',
      label: 'Reads',
      width: 'minmax(120px, 1fr)',
      sort: (row) => data.topics[row]?.join() ?? '',
      cell: (row) => <Reads topics={data.topics[row] ?? []} />,
    },
    {
      id: 'coordinator',
      label: 'Coord.',
      width: '62px',
      align: 'right',
      sort: (row) => data.coordinator[row] ?? NaN,
      cell: (row) => {
        const id = data.coordinator[row] ?? -1
        return id < 0 ? (
          <Num value={NaN} metric="group.coordinator" focusable={false} />
        ) : (
          <span title="FindCoordinator">{id}</span>
        )
      },
    },
  ]
}

function Reads({ topics }: { readonly topics: readonly string[] }) {
  const [first, ...rest] = topics
  if (first === undefined) return <span className={page['dim']}>nothing yet</span>
  return (
    <span title={topics.join(', ')}>
      <Name>{first}</Name>
      {rest.length > 0 && <span className={page['dim']}> and {rest.length} more</span>}
    </span>
  )
}
