import type { GroupsData } from '../../../shared/systems/kafka-group-views.ts'
import { Link } from '../../app/Link.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
import page from '../page.module.css'
import { lagColumns } from './lag-columns.tsx'
import { readingRank, readingTone, readingWord } from './reading-words.ts'

/** The columns of the list of groups; new ones for each sample. */
export function groupColumns(data: GroupsData, readAt: number): readonly Column[] {
  return [
    wordColumn(
      ['id', 'Group', 'minmax(130px, 1.2fr)'],
      (row) => (
        <Link to={['groups', data.id[row] ?? '']}>
          <Name cut>{data.id[row] ?? ''}</Name>
        </Link>
      ),
      (row) => data.id[row] ?? '',
    ),
    ...statusColumns(data),
    ...lagColumns(data, (row) => `group/${data.id[row] ?? ''}`, readAt),
    ...memberColumns(data, readAt),
  ]
}

function statusColumns(data: GroupsData): readonly Column[] {
  const status = (row: number) => data.status[row] ?? 'unknown'
  return [
    wordColumn(
      ['status', 'Status', '112px'],
      (row) => <State tone={readingTone(status(row))}>{readingWord(status(row))}</State>,
      (row) => readingRank(status(row)),
    ),
    wordColumn(['why', 'Why', 'minmax(130px, 2.4fr)'], (row) => (
      <span className={page['dim']} title={data.why[row]}>
        {data.why[row] === readingWord(status(row)) ? '' : data.why[row]}
      </span>
    )),
  ]
}

function memberColumns(data: GroupsData, readAt: number): readonly Column[] {
  const number = numberColumns((row) => `group/${data.id[row] ?? ''}`, readAt)
  return [
    number(['members', 'Members', '72px'], 'count', data.members, { metric: 'group.members' }),
    wordColumn(
      ['state', 'State', '84px'],
      (row) => <span title={`${data.type[row] ?? ''} protocol`}>{data.state[row]}</span>,
      (row) => data.state[row] ?? '',
    ),
    wordColumn(
      ['topics', 'Reads', 'minmax(110px, 1fr)'],
      (row) => <Reads topics={data.topics[row] ?? []} />,
      (row) => data.topics[row]?.join() ?? '',
    ),
    {
      ...wordColumn(
        ['coordinator', 'Coord.', '62px'],
        (row) => <Coordinator id={data.coordinator[row] ?? -1} />,
        (row) => data.coordinator[row] ?? NaN,
      ),
      align: 'right',
    },
  ]
}

function Coordinator({ id }: { readonly id: number }) {
  return id < 0 ? (
    <Num value={NaN} metric="group.coordinator" focusable={false} />
  ) : (
    <span title="FindCoordinator">{id}</span>
  )
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
