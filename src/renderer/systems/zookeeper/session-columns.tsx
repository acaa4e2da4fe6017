import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { SessionBrief, SessionsData } from '../../../shared/systems/zookeeper-tree-views.ts'
import { Bar } from '../../components/chart/Bar.tsx'
import { Name } from '../../components/Name.tsx'
import { Num } from '../../components/Num.tsx'
import { Badge, State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'
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

export function sessionColumns(data: SessionsData, times: Times): readonly Column[] {
  const since = (row: number) => data.since[row] ?? NaN
  const seen = wordColumn(
    ['since', 'Seen since', '112px'],
    (row) => <span className={page['dim']}>{formatInstant(since(row), times.at)}</span>,
    since,
  )
  return [...whoColumns(data), ...loadColumns(data, times.readAt), { ...seen, align: 'right' }]
}

function whoColumns(data: SessionsData): readonly Column[] {
  return [
    wordColumn(
      ['id', 'Session', '212px'],
      (row) => (
        <>
          <Name>{data.id[row] ?? ''}</Name> {data.own[row] === true && <Badge>Orrery</Badge>}
        </>
      ),
      (row) => data.id[row] ?? '',
    ),
    wordColumn(
      ['state', 'State', '124px'],
      (row) => <SessionState state={data.state[row] ?? 'unknown'} />,
      (row) => data.state[row] ?? '',
    ),
    wordColumn(
      ['member', 'On server', '82px'],
      (row) => data.member[row] ?? '?',
      (row) => data.member[row] ?? '',
    ),
    wordColumn(
      ['client', 'Client', 'minmax(130px, 1fr)'],
      (row) => <Name cut>{data.client[row] ?? '?'}</Name>,
      (row) => data.client[row] ?? '',
    ),
  ]
}

function loadColumns(data: SessionsData, readAt: number): readonly Column[] {
  const entity = (row: number) => `session/${data.id[row] ?? ''}`
  const number = numberColumns(entity, readAt)
  const share = (row: number) => (data.idleMs[row] ?? NaN) / (data.timeoutMs[row] ?? NaN)
  return [
    number(['idle', 'Silent for', '170px'], 'ratio', share, {
      instead: (row) => (
        <Silent
          idleMs={data.idleMs[row] ?? NaN}
          timeoutMs={data.timeoutMs[row] ?? NaN}
          entity={entity(row)}
          readAt={readAt}
        />
      ),
    }),
    number(['ephemerals', 'Ephemerals', '86px'], 'count', data.ephemerals, { metric: 'session.ephemerals' }),
    number(['watches', 'Watches', '72px'], 'count', data.watches, { metric: 'session.watches' }),
    number(['requests', 'Requests /s', '92px'], 'per second', data.requestsPerSecond, {
      metric: 'session.received',
    }),
    number(['latency', 'Latency', '76px'], 'ms', data.latencyMs, { metric: 'session.latency_avg' }),
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
