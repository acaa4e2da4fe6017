import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { NodeRow } from '../../../../shared/systems/rabbitmq-views.ts'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { nodeWords, sinceText, toneRank } from '../node-words.ts'
import style from './nodes.module.css'

const briefly = new Set(['name', 'state', 'memory', 'disk', 'fds', 'connections', 'leads', 'trip'])

/** Every node beside its limits. */
export function nodeColumns(
  rows: readonly NodeRow[],
  times: Times,
  { isBrief = false }: { readonly isBrief?: boolean } = {},
): readonly Column[] {
  const number = numberColumns((row) => rabbitmqEntity('node', rows[row]?.name ?? ''), times.readAt)
  const all = [
    ...identityColumns(rows, times),
    ...limitColumns(rows, number),
    ...holdingColumns(rows, number),
    ...otherColumns(rows, number),
  ]
  return isBrief ? all.filter(({ id }) => briefly.has(id)) : all
}

function identityColumns(rows: readonly NodeRow[], times: Times): readonly Column[] {
  return [
    wordColumn(
      ['name', 'Node', 'minmax(148px, 1.2fr)'],
      (row) => <Name cut>{rows[row]?.name ?? ''}</Name>,
      (row) => rows[row]?.name ?? '',
    ),
    wordColumn(
      ['state', 'State', 'minmax(104px, 1fr)'],
      (row) => <NodeStanding node={rows[row]} at={times.at} />,
      (row) => toneRank(rows[row] === undefined ? 'unknown' : nodeWords(rows[row]).tone),
    ),
  ]
}

function NodeStanding({ node, at }: { readonly node: NodeRow | undefined; readonly at: number }) {
  if (node === undefined) return null
  const { tone, word } = nodeWords(node)
  return (
    <span title={`${node.why ?? ''} ${sinceText(node.stateSince, at)}`.trim()}>
      <State tone={tone}>{word}</State>
    </span>
  )
}

/** A number, and a bar of how much of its limit that is. `isFloor`: the limit is the least that must be left. */
function limitColumns(rows: readonly NodeRow[], number: NumberColumn): readonly Column[] {
  const used = (
    head: readonly [string, string, string],
    unit: 'bytes' | 'count',
    of: (node: NodeRow) => readonly [number | null, number | null],
    metric: string,
  ): Column => {
    const pair = (row: number) => (rows[row] === undefined ? ([null, null] as const) : of(rows[row]))
    const share = (row: number) => (pair(row)[0] ?? NaN) / (pair(row)[1] ?? NaN)
    const column = number(head, unit, (row) => pair(row)[0], {
      metric,
      ink: (row) => (share(row) >= 1 ? page['bad'] : share(row) > 0.8 ? page['warn'] : undefined),
    })
    return { ...column, cell: (row) => <Barred share={share(row)}>{column.cell(row)}</Barred> }
  }
  const disk = number(['disk', 'Free disk', '84px'], 'bytes', (row) => rows[row]?.diskFree, {
    metric: 'node.disk_free',
    ink: (row) => diskInk(rows[row]),
  })
  return [
    used(['memory', 'Memory', '124px'], 'bytes', (n) => [n.memory, n.memoryLimit], 'node.memory'),
    number(['memoryLimit', 'Watermark', '82px'], 'bytes', (row) => rows[row]?.memoryLimit, {
      metric: 'node.memory_limit',
      ink: () => page['dim'],
    }),
    disk,
    number(['diskLimit', 'Disk limit', '78px'], 'bytes', (row) => rows[row]?.diskLimit, {
      metric: 'node.disk_limit',
      ink: () => page['dim'],
    }),
    used(['fds', 'Files', '110px'], 'count', (n) => [n.fileDescriptors, n.fileDescriptorsLimit], 'node.fds'),
    used(['sockets', 'Sockets', '96px'], 'count', (n) => [n.sockets, n.socketsLimit], 'node.sockets'),
    used(
      ['processes', 'Processes', '112px'],
      'count',
      (n) => [n.processes, n.processesLimit],
      'node.processes',
    ),
  ]
}

function Barred({ share, children }: { readonly share: number; readonly children: React.ReactNode }) {
  return (
    <span className={style['barred']}>
      <Bar value={share} max={1} tone={share >= 1 ? 'bad' : share > 0.8 ? 'warn' : 'quiet'} />
      {children}
    </span>
  )
}

function diskInk(node: NodeRow | undefined): string | undefined {
  const left = (node?.diskFree ?? NaN) / (node?.diskLimit ?? NaN)
  return left < 1 ? page['bad'] : left < 1.5 ? page['warn'] : undefined
}

function holdingColumns(rows: readonly NodeRow[], number: NumberColumn): readonly Column[] {
  return [
    number(['connections', 'Conn.', '58px'], 'count', (row) => rows[row]?.connections, {
      from: 'connections listed as of this node',
    }),
    number(['queues', 'Queues', '58px'], 'count', (row) => rows[row]?.queues, {
      from: 'queues whose leader or only copy is on this node',
    }),
    number(['leads', 'Leads', '56px'], 'count', (row) => rows[row]?.leads, {
      from: 'quorum queues and streams that it leads',
    }),
    number(['critical', 'Critical for', '80px'], 'count', (row) => rows[row]?.quorumCritical, {
      from: 'quorum queues that would stop if this node did',
      ink: (row) => ((rows[row]?.quorumCritical ?? 0) > 0 ? page['warn'] : undefined),
    }),
  ]
}

function otherColumns(rows: readonly NodeRow[], number: NumberColumn): readonly Column[] {
  return [
    number(['runQueue', 'Run queue', '76px'], 'count', (row) => rows[row]?.runQueue, {
      metric: 'node.run_queue',
    }),
    number(['trip', 'Round trip', '78px'], 'ms', (row) => rows[row]?.roundTripMs, {
      metric: 'node.round_trip',
    }),
    number(['uptime', 'Up', '80px'], 'ms', (row) => rows[row]?.uptimeMs, { metric: 'node.uptime' }),
    wordColumn(['version', 'Version', '70px'], (row) => (
      <span title={rows[row]?.erlang === null ? undefined : `Erlang ${rows[row]?.erlang ?? ''}`}>
        {rows[row]?.version ?? '?'}
      </span>
    )),
  ]
}
