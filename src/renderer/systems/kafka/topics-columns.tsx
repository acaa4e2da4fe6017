import { formatDuration } from '../../../shared/base/format-time.ts'
import type { TopicsData } from '../../../shared/systems/kafka-topic-views.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import { Link } from '../../app/Link.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import { stateTone, stateWord } from './partition-words.ts'
import { stateRank, topicState } from './topic-state.ts'

/** Names of the groups that read each topic, by its row. */
export function readersByTopic(
  data: Pick<TopicsData, 'readTopic' | 'readGroup' | 'groups'>,
): ReadonlyMap<number, readonly string[]> {
  const readers = new Map<number, string[]>()
  data.readTopic.forEach((topic, i) => {
    const group = data.groups[data.readGroup[i] ?? -1]
    if (group === undefined) return
    const known = readers.get(topic)
    if (known === undefined) readers.set(topic, [group])
    else known.push(group)
  })
  return readers
}

interface NumberColumn {
  readonly id: string
  readonly label: string
  readonly width: string
  readonly values: ArrayLike<number>
  readonly unit: Unit
  readonly metric?: string
  readonly from?: string
  /** A count that should be zero, and how bad it is if not. */
  readonly alarm?: 'warn' | 'bad'
}

/** The columns of the list of topics; new ones for each sample. */
export function topicColumns(
  data: TopicsData,
  readers: ReadonlyMap<number, readonly string[]>,
  readAt: number,
): readonly Column[] {
  const entity = (row: number) => `topic/${data.name[row] ?? ''}`
  const number = (c: NumberColumn): Column => ({
    id: c.id,
    label: c.label,
    width: c.width,
    align: 'right',
    sort: (row) => c.values[row] ?? NaN,
    cell: (row) => {
      const value = c.values[row] ?? NaN
      const tone = c.alarm !== undefined && value > 0 ? page[c.alarm] : value === 0 ? page['dim'] : undefined
      return (
        <span className={tone}>
          <Num
            value={value}
            unit={c.unit}
            {...(c.metric === undefined ? {} : { metric: c.metric })}
            from={c.from}
            entity={entity(row)}
            readAt={c.id === 'size' ? data.slowAt : readAt}
            bare={c.unit === 'messages per second'}
            focusable={false}
          />
        </span>
      )
    },
  })
  return [
    {
      id: 'name',
      label: 'Topic',
      width: 'minmax(180px, 2fr)',
      sort: (row) => data.name[row] ?? '',
      cell: (row) => (
        <Link to={['topics', data.name[row] ?? '']}>
          <Name cut>{data.name[row] ?? ''}</Name>
        </Link>
      ),
    },
    number({
      id: 'partitions',
      label: 'Part.',
      width: '60px',
      values: data.partitions,
      unit: 'count',
      from: 'partitions in the metadata',
    }),
    number({
      id: 'replicas',
      label: 'Repl.',
      width: '60px',
      values: data.replicas,
      unit: 'count',
      from: 'most replicas of a partition',
    }),
    number({
      id: 'in',
      label: 'In /s',
      width: '78px',
      values: data.messagesPerSecond,
      unit: 'messages per second',
      from: 'rise of all high watermarks over the last minute',
    }),
    number({
      id: 'messages',
      label: 'Messages kept',
      width: '112px',
      values: data.messages,
      unit: 'messages',
      from: 'Σ high watermark − log start',
    }),
    number({
      id: 'size',
      label: 'Size',
      width: '84px',
      values: data.size,
      unit: 'bytes',
      from: 'Σ replica.size over all replicas',
    }),
    number({
      id: 'under',
      label: 'Under-repl.',
      width: '88px',
      values: data.underReplicated,
      unit: 'count',
      from: 'partitions with fewer in the ISR than replicas',
      alarm: 'warn',
    }),
    number({
      id: 'offline',
      label: 'No leader',
      width: '80px',
      values: data.offline,
      unit: 'count',
      from: 'partitions without a leader',
      alarm: 'bad',
    }),
    {
      id: 'retention',
      label: 'Retention',
      width: '84px',
      align: 'right',
      sort: (row) => data.retentionMs[row] ?? NaN,
      cell: (row) => (
        <Retention ms={data.retentionMs[row] ?? NaN} entity={entity(row)} readAt={data.slowAt} />
      ),
    },
    {
      id: 'readers',
      label: 'Read by',
      width: 'minmax(110px, 1fr)',
      sort: (row) => readers.get(row)?.length ?? 0,
      first: 'descending',
      cell: (row) => <Readers groups={readers.get(row) ?? []} />,
    },
    {
      id: 'state',
      label: 'State',
      width: '142px',
      sort: (row) => stateRank(topicState(data, row)),
      cell: (row) => {
        const state = topicState(data, row)
        return <State tone={stateTone(state)}>{stateWord(state)}</State>
      },
    },
  ]
}

export function Retention({ ms, entity, readAt }: { ms: number; entity: string; readAt: number }) {
  if (ms === -1) return <span title="retention.ms is −1">for ever</span>
  if (!Number.isFinite(ms))
    return <Num value={NaN} from="retention.ms of its configuration" focusable={false} />
  return (
    <span title={`retention.ms ${ms} · ${entity} · read ${new Date(readAt).toISOString()}`}>
      {formatDuration(ms)}
    </span>
  )
}

function Readers({ groups }: { readonly groups: readonly string[] }) {
  const [first, ...rest] = groups
  if (first === undefined) return <span className={page['dim']}>nobody</span>
  return (
    <span title={groups.join(', ')}>
      {first}
      {rest.length > 0 && <span className={page['dim']}> and {rest.length} more</span>}
    </span>
  )
}
