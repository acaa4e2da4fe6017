import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { ClientsData } from '../../../../shared/systems/redis-load-views.ts'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import style from './load.module.css'

type Nodes = ClientsData['nodes']
type Groups = ClientsData['groups']

/** Connections beside what each server takes at most. */
export function clientNodeColumns(nodes: Nodes, times: Times): readonly Column[] {
  const number = numberColumns((row) => nodeEntity(nodes[row]?.address ?? ''), times.readAt)
  const isFull = (row: number) => (nodes[row]?.connected ?? 0) / (nodes[row]?.limit ?? NaN) > 0.8
  const connected = number(['connected', 'Connected', '128px'], 'count', (row) => nodes[row]?.connected, {
    metric: 'node.clients',
    ink: (row) => (isFull(row) ? page['warn'] : undefined),
  })
  return [
    wordColumn(
      ['address', 'Node', 'minmax(130px, 1fr)'],
      (row) => <Name cut>{nodes[row]?.address ?? ''}</Name>,
      (row) => nodes[row]?.address ?? '',
    ),
    {
      ...connected,
      cell: (row) => (
        <span className={style['barred']}>
          <Bar
            value={nodes[row]?.connected ?? NaN}
            max={nodes[row]?.limit ?? NaN}
            tone={isFull(row) ? 'warn' : 'quiet'}
          />
          {connected.cell(row)}
        </span>
      ),
    },
    number(['limit', 'Limit', '74px'], 'count', (row) => nodes[row]?.limit, { metric: 'node.max_clients' }),
    number(['blocked', 'Blocked', '70px'], 'count', (row) => nodes[row]?.blocked, {
      metric: 'node.blocked_clients',
    }),
    number(['new', 'New /s', '66px'], 'per second', (row) => nodes[row]?.connectionsPerSecond, {
      metric: 'node.connections',
    }),
    number(['rejected', 'Rejected', '74px'], 'count', (row) => nodes[row]?.rejected, {
      metric: 'node.rejected_connections',
      ink: (row) => ((nodes[row]?.rejected ?? 0) > 0 ? page['warn'] : undefined),
    }),
    wordColumn(['listed', 'Listed', 'minmax(150px, 1.4fr)'], (row) => (
      <Listed node={nodes[row]} at={times.at} />
    )),
  ]
}

function Listed({ node, at }: { readonly node: Nodes[number] | undefined; readonly at: number }) {
  if (node === undefined) return null
  if (node.listedAt === null)
    return (
      <span className={page['dim']} title={node.why ?? undefined}>
        ? {node.why ?? 'not yet'}
      </span>
    )
  return <span className={page['dim']}>CLIENT LIST, {formatInstant(node.listedAt, at)}</span>
}

/** Who is connected, in outline. */
export function clientGroupColumns(groups: Groups, readAt: number): readonly Column[] {
  const number = numberColumns((row) => nodeEntity(groups[row]?.address ?? ''), readAt)
  const from = 'CLIENT LIST, in outline, every minute'
  return [
    wordColumn(
      ['host', 'From host', 'minmax(110px, 1fr)'],
      (row) => <Name cut>{groups[row]?.host ?? ''}</Name>,
      (row) => groups[row]?.host ?? '',
    ),
    wordColumn(
      ['name', 'Name', 'minmax(100px, 1fr)'],
      (row) => named(groups[row]?.name),
      (row) => groups[row]?.name ?? '',
    ),
    wordColumn(
      ['user', 'User', '100px'],
      (row) => named(groups[row]?.user),
      (row) => groups[row]?.user ?? '',
    ),
    wordColumn(
      ['library', 'Library', '116px'],
      (row) => named(groups[row]?.library),
      (row) => groups[row]?.library ?? '',
    ),
    wordColumn(
      ['address', 'On node', 'minmax(120px, 1fr)'],
      (row) => <Name cut>{groups[row]?.address ?? ''}</Name>,
      (row) => groups[row]?.address ?? '',
    ),
    number(['count', 'Connections', '90px'], 'count', (row) => groups[row]?.count, { from }),
    wordColumn(['kinds', 'Of these', '150px'], (row) => <Kinds group={groups[row]} />),
    number(['idle', 'Longest idle', '92px'], 's', (row) => (groups[row]?.maxIdleMs ?? NaN) / 1000, { from }),
    number(['output', 'Output', '74px'], 'bytes', (row) => groups[row]?.outputBytes, { from }),
    number(['memory', 'Memory', '76px'], 'bytes', (row) => groups[row]?.memoryBytes, { from }),
    wordColumn(['commands', 'Last commands', 'minmax(110px, 1fr)'], (row) => (
      <Name cut>{groups[row]?.commands.join(' ') ?? ''}</Name>
    )),
  ]
}

const named = (text: string | undefined) =>
  text === undefined || text === '' ? <span className={page['dim']}>none</span> : <Name cut>{text}</Name>

function Kinds({ group }: { readonly group: Groups[number] | undefined }) {
  if (group === undefined) return null
  const parts = [
    group.replicas > 0 ? (group.replicas === 1 ? '1 replica' : `${group.replicas} replicas`) : '',
    group.subscribers > 0 ? `${group.subscribers} subscribe` : '',
    group.blocked > 0 ? `${group.blocked} blocked` : '',
  ].filter(Boolean)
  return <span className={page['dim']}>{parts.length === 0 ? '' : parts.join(', ')}</span>
}
