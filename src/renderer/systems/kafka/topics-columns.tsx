import { formatDuration } from '../../../shared/base/format-time.ts'
import type { TopicsData } from '../../../shared/systems/kafka-topic-views.ts'
import { Link } from '../../app/Link.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import { stateTone, stateWord } from './partition-words.ts'
import { stateRank, topicState } from './topic-state.ts'

/** Names of the groups that read each topic, by its row. */
export type Readers = ReadonlyMap<number, readonly string[]>

export function readersByTopic(data: Pick<TopicsData, 'readTopic' | 'readGroup' | 'groups'>): Readers {
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

/** The columns of the list of topics; new ones for each sample. */
export function topicColumns(data: TopicsData, readers: Readers, readAt: number): readonly Column[] {
  return [
    nameColumn(data),
    ...sizeColumns(data, readAt),
    ...troubleColumns(data, readAt),
    ...otherColumns(data, readers),
  ]
}

const entityOf = (data: TopicsData) => (row: number) => `topic/${data.name[row] ?? ''}`

const nameColumn = (data: TopicsData): Column =>
  wordColumn(
    ['name', 'Topic', 'minmax(150px, 2fr)'],
    (row) => (
      <Link to={['topics', data.name[row] ?? '']}>
        <Name cut>{data.name[row] ?? ''}</Name>
      </Link>
    ),
    (row) => data.name[row] ?? '',
  )

function sizeColumns(data: TopicsData, readAt: number): readonly Column[] {
  const number = numberColumns(entityOf(data), readAt)
  return [
    number(['partitions', 'Part.', '52px'], 'count', data.partitions, { from: 'partitions in the metadata' }),
    number(['replicas', 'Repl.', '52px'], 'count', data.replicas, { from: 'most replicas of a partition' }),
    number(['in', 'In /s', '68px'], 'messages per second', data.messagesPerSecond, {
      from: 'rise of all high watermarks over the last minute',
    }),
    number(['messages', 'Messages kept', '104px'], 'messages', data.messages, {
      from: 'Σ high watermark − log start',
    }),
    number(['size', 'Size', '78px'], 'bytes', data.size, {
      from: 'Σ replica.size over all replicas',
      readAt: data.slowAt,
    }),
  ]
}

/** Counts that should be zero: quiet while they are. */
function troubleColumns(data: TopicsData, readAt: number): readonly Column[] {
  const number = numberColumns(entityOf(data), readAt)
  const ink = (values: Float64Array, tone: 'warn' | 'bad') => (row: number) => {
    const value = values[row] ?? NaN
    return value > 0 ? page[tone] : page['dim']
  }
  return [
    number(['under', 'Under-repl.', '88px'], 'count', data.underReplicated, {
      from: 'partitions with fewer in the ISR than replicas',
      ink: ink(data.underReplicated, 'warn'),
    }),
    number(['offline', 'No leader', '80px'], 'count', data.offline, {
      from: 'partitions without a leader',
      ink: ink(data.offline, 'bad'),
    }),
  ]
}

function otherColumns(data: TopicsData, readers: Readers): readonly Column[] {
  const retention = (row: number) => data.retentionMs[row] ?? NaN
  return [
    {
      ...wordColumn(
        ['retention', 'Retention', '78px'],
        (row) => <Retention ms={retention(row)} />,
        retention,
      ),
      align: 'right',
    },
    {
      ...wordColumn(
        ['readers', 'Read by', 'minmax(96px, 1.2fr)'],
        (row) => <ReadBy groups={readers.get(row) ?? []} />,
        (row) => readers.get(row)?.length ?? 0,
      ),
      first: 'descending',
    },
    wordColumn(
      ['state', 'State', '142px'],
      (row) => {
        const state = topicState(data, row)
        return <State tone={stateTone(state)}>{stateWord(state)}</State>
      },
      (row) => stateRank(topicState(data, row)),
    ),
  ]
}

function Retention({ ms }: { readonly ms: number }) {
  if (ms === -1) return <span title="retention.ms is −1">for ever</span>
  if (!Number.isFinite(ms))
    return <Num value={NaN} from="retention.ms of its configuration" focusable={false} />
  return <span title={`retention.ms ${ms}, DescribeConfigs`}>{formatDuration(ms)}</span>
}

function ReadBy({ groups }: { readonly groups: readonly string[] }) {
  const [first, ...rest] = groups
  if (first === undefined) return <span className={page['dim']}>nobody</span>
  return (
    <span title={groups.join(', ')}>
      {first}
      {rest.length > 0 && <span className={page['dim']}> and {rest.length} more</span>}
    </span>
  )
}
