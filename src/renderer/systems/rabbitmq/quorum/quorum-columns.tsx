import { Star } from 'lucide-react'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { classes } from '../../../components/classes.ts'
import { Name } from '../../../components/Name.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { inVhost } from '../../../../shared/systems/rabbitmq-names.ts'
import { shortNodes, sinceText } from '../node-words.ts'
import style from './quorum.module.css'

type Row = QuorumData['rows'][number]

/** One column a node, then how many members may go. */
export function quorumColumns(data: QuorumData, times: Times): readonly Column[] {
  const { rows, nodes } = data
  const short = shortNodes(nodes)
  const number = numberColumns(
    (row) => rabbitmqEntity('queue', rows[row]?.vhost ?? '', rows[row]?.name ?? ''),
    times.readAt,
  )
  return [
    wordColumn(
      ['name', 'Queue', 'minmax(150px, 2fr)'],
      (row) => <Name cut>{inVhost(rows[row]?.vhost ?? '', rows[row]?.name ?? '')}</Name>,
      (row) => rows[row]?.name ?? '',
    ),
    ...nodes.map((node, index) =>
      wordColumn(
        [`node ${node}`, short(node), 'minmax(76px, 0.7fr)'],
        (row) => <Cell row={rows[row]} node={index} at={times.at} />,
        (row) => memberRank(rows[row], index),
      ),
    ),
    marginColumn(rows),
    number(['ready', 'Ready', '90px'], 'messages', (row) => rows[row]?.ready, { metric: 'queue.ready' }),
    number(['unacked', 'Unacked', '80px'], 'messages', (row) => rows[row]?.unacked, {
      metric: 'queue.unacked',
    }),
    number(['leaders', 'Leaders, 1 h', '92px'], 'count', (row) => rows[row]?.leaders, {
      from: 'distinct leaders within the last hour',
      ink: (row) => ((rows[row]?.leaders ?? 0) > 2 ? page['warn'] : page['dim']),
    }),
  ]
}

function memberRank(row: Row | undefined, node: number): number {
  if (row === undefined) return NaN
  if (row.leader === node) return 0
  return ['online', 'unknown', 'offline', 'none'].indexOf(row.members[node] ?? 'none') + 1
}

const words = { online: 'follows', offline: 'not online', unknown: 'not observed', none: '' } as const

/** Solid: in. Hatched: out. Dashed: not observed. A star leads. */
function Cell({
  row,
  node,
  at,
}: {
  readonly row: Row | undefined
  readonly node: number
  readonly at: number
}) {
  if (row === undefined) return null
  const member = row.members[node] ?? 'none'
  if (member === 'none') return <span className={style['none']} title="no member here" />
  const isLeader = row.leader === node
  const word = isLeader ? 'leads' : words[member]
  const since = isLeader ? sinceText(row.leaderSince, at) : ''
  return (
    <span
      className={classes(style['cell'], style[member], isLeader && style['leads'])}
      title={`${word} ${since}`.trim()}
      role="img"
      aria-label={word}
    >
      {isLeader ? <Star size={10} aria-hidden /> : null}
      {member === 'offline' && 'out'}
      {member === 'unknown' && '?'}
    </span>
  )
}

function marginColumn(rows: QuorumData['rows']): Column {
  return wordColumn(
    ['spare', 'May go', 'minmax(132px, 0.9fr)'],
    (row) => <Margin row={rows[row]} />,
    (row) => rows[row]?.spare ?? NaN,
  )
}

function Margin({ row }: { readonly row: Row | undefined }) {
  if (row === undefined) return null
  const { spare, online, size, strangers } = row
  if (spare === null) return <State tone="unknown">not observed</State>
  const of = `${online ?? '?'} of ${size}`
  if (spare < 0) return <State tone="bad">stopped: {of}</State>
  if (strangers.length > 0)
    return (
      <span title={`members on ${strangers.join(', ')}, no longer in the cluster`}>
        <State tone="warn">
          {strangers.length} {strangers.length === 1 ? 'is' : 'are'} gone: {of}
        </State>
      </span>
    )
  if (spare === 0) return <State tone={size === 1 ? 'quiet' : 'warn'}>none: {of}</State>
  return (
    <State tone="ok">
      {spare} · {of}
    </State>
  )
}
