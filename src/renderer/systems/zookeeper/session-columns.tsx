import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { SessionBrief, SessionsData } from '../../../shared/systems/zookeeper-tree-views.ts'
import type { Unit } from '../../../shared/systems/catalogue.ts'
import { Bar } from '../../components/chart/Bar.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { Badge, State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import type { Column } from '../../components/table/columns.ts'
import page from '../page.module.css'
import type { Times } from '../Viewed.tsx'
import style from './sessions.module.css'

const states: Readonly<Record<SessionBrief['state'], readonly [Tone, string]>> = {
  connected: ['ok', 'connected'],
  'no-connection': ['warn', 'no connection'],
  unknown: ['unknown', 'unknown'],
}

export function SessionState({ state }: { readonly state: SessionBrief['state'] }) {
  const [tone, word] = states[state]
  return <State tone={tone}>{word}</State>
}

export function sessionColumns(data: SessionsData, { at, readAt }: Times): readonly Column[] {
  const entity = (row: number) => `session/${data.id[row] ?? ''}`
  const number = (
    id: string,
    label: string,
    width: string,
    values: Float64Array,
    unit: Unit,
    metric: string,
  ): Column => ({
    id,
    label,
    width,
    align: 'right',
    sort: (row) => values[row] ?? NaN,
    cell: (row) => (
      <Num
        value={values[row] ?? NaN}
        metric={metric}
        unit={unit}
        entity={entity(row)}
        readAt={readAt}
        focusable={false}
      />
    ),
  })
  return [
    {
      id: 'id',
      label: 'Session',
      width: '212px',
      sort: (row) => data.id[row] ?? '',
      cell: (row) => (
        <>
          <Name>{data.id[row] ?? ''}</Name> {data.own[row] === true && <Badge>Orrery</Badge>}
        </>
      ),
    },
    {
      id: 'state',
      label: 'State',
      width: '124px',
      sort: (row) => data.state[row] ?? '',
      cell: (row) => <SessionState state={data.state[row] ?? 'unknown'} />,
    },
    {
      id: 'member',
      label: 'On server',
      width: '82px',
      sort: (row) => data.member[row] ?? '',
      cell: (row) => data.member[row] ?? '?',
    },
    {
      id: 'client',
      label: 'Client',
      width: 'minmax(130px, 1fr)',
      sort: (row) => data.client[row] ?? '',
      cell: (row) => <Name cut>{data.client[row] ?? '?'}</Name>,
    },
    {
      id: 'idle',
      label: 'Silent for',
      width: '170px',
      align: 'right',
      sort: (row) => (data.idleMs[row] ?? NaN) / (data.timeoutMs[row] ?? NaN),
      cell: (row) => (
        <Silent
          idleMs={data.idleMs[row] ?? NaN}
          timeoutMs={data.timeoutMs[row] ?? NaN}
          entity={entity(row)}
          readAt={readAt}
        />
      ),
    },
    number('ephemerals', 'Ephemerals', '86px', data.ephemerals, 'count', 'session.ephemerals'),
    number('watches', 'Watches', '72px', data.watches, 'count', 'session.watches'),
    number('requests', 'Requests /s', '92px', data.requestsPerSecond, 'per second', 'session.received'),
    number('latency', 'Latency', '76px', data.latencyMs, 'ms', 'session.latency_avg'),
    {
      id: 'since',
      label: 'Seen since',
      width: '112px',
      align: 'right',
      sort: (row) => data.since[row] ?? NaN,
      cell: (row) => <span className={page['dim']}>{formatInstant(data.since[row] ?? NaN, at)}</span>,
    },
  ]
}

function Silent({
  idleMs,
  timeoutMs,
  entity,
  readAt,
}: {
  idleMs: number
  timeoutMs: number
  entity: string
  readAt: number
}) {
  const share = idleMs / timeoutMs
  return (
    <span className={style['silent']}>
      <Bar value={idleMs} max={timeoutMs} tone={share > 0.66 ? 'warn' : 'quiet'} />
      <span>
        <Num
          value={idleMs}
          metric="session.idle"
          unit="ms"
          entity={entity}
          readAt={readAt}
          focusable={false}
        />
        <span className={page['dim']}> of {formatDuration(timeoutMs)}</span>
      </span>
    </span>
  )
}
