import { formatBytes } from '../../../../shared/base/format-number.ts'
import type { NodeRow, NodesData } from '../../../../shared/systems/redis-views.ts'
import { Link } from '../../../app/Link.tsx'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { Num } from '../../../components/Num.tsx'
import { State } from '../../../components/State.tsx'
import { toneColor } from '../../../components/tone.ts'
import { useSize } from '../../../components/use-size.ts'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { nodeWords, type Words } from '../node-words.ts'
import { laneOf, laneSpan } from './lane.ts'
import { masterOf, NodeName } from './node-columns.tsx'
import style from './nodes.module.css'

export interface ReplicationDrawingProps {
  readonly data: NodesData
  readonly times: Times
}

/**
 * Who copies from whom, and how far behind: a lane is the distance to the master's newest byte. Tinted is what the
 * backlog still holds; a replica left of it gets all the data anew when its link breaks.
 */
export function ReplicationDrawing({ data, times }: ReplicationDrawingProps) {
  const [ref, { width }] = useSize()
  return (
    <div className={style['lanes']} role="table" aria-label="Replication">
      <div className={style['row']} role="row">
        <span className={style['head']}>master, and who copies from it</span>
        <span className={classes(style['head'], style['axis'])} ref={ref}>
          <span>← further behind</span>
          <span>master’s newest byte</span>
        </span>
        <span className={classes(style['head'], style['figure'])}>lag</span>
        <span className={classes(style['head'], style['figure'])}>silent</span>
        <span className={classes(style['head'], style['word'])}>state</span>
      </div>
      {data.rows.map((node, row) => (
        <Row key={node.address} {...{ data, times, node, width }} depth={data.depth[row] ?? 0} />
      ))}
    </div>
  )
}

interface RowProps extends ReplicationDrawingProps {
  readonly node: NodeRow
  readonly depth: number
  readonly width: number
}

function Row({ data, times, node, depth, width }: RowProps) {
  const master = masterOf(data, node)
  const words = nodeWords(node, master)
  const isReplica = node.role === 'replica'
  return (
    <div className={classes(style['row'], depth === 0 && style['master'])} role="row">
      <span role="cell">
        <Link to={['nodes', node.address]} className={style['open']}>
          <NodeName node={node} depth={depth} />
        </Link>
        <Mark entity={nodeEntity(node.address)} focusable={false} />
      </span>
      <span role="cell">
        {isReplica ? (
          <LaneDrawing {...{ data, node, master, words, width }} />
        ) : (
          <MasterLane node={node} times={times} />
        )}
      </span>
      <span className={style['figure']} role="cell">
        {isReplica && <LagNum value={node.lagBytes} metric="replica.lag_bytes" {...{ node, times, words }} />}
      </span>
      <span className={style['figure']} role="cell">
        {isReplica && (
          <LagNum value={node.silentSeconds} metric="replica.silent_s" {...{ node, times, words }} />
        )}
      </span>
      <span className={style['word']} role="cell" title={node.why ?? undefined}>
        <State tone={words.tone}>{words.word}</State>
      </span>
    </div>
  )
}

function LagNum(props: {
  readonly value: number | null
  readonly metric: string
  readonly node: NodeRow
  readonly times: Times
  readonly words: Words
}) {
  const { value, metric, node, times, words } = props
  const entity = node.master === null ? nodeEntity(node.address) : `replica/${node.address}@${node.master}`
  return (
    <span className={words.tone === 'warn' || words.tone === 'bad' ? page[words.tone] : undefined}>
      <Num
        value={value ?? NaN}
        metric={metric}
        entity={entity}
        readAt={times.readAt}
        focusable={false}
        missing="Only its master tells: it doesn’t answer, or doesn’t list this replica."
      />
    </span>
  )
}

/** What a master writes, and how far back its backlog reaches: in words, because there is no distance to draw. */
function MasterLane({ node, times }: { readonly node: NodeRow; readonly times: Times }) {
  const held = node.backlogHeld
  return (
    <span className={page['dim']}>
      {node.role === 'master' && node.state === 'serving' && (
        <>
          backlog reaches back{' '}
          <Num
            value={held ?? NaN}
            metric="node.backlog_held"
            entity={nodeEntity(node.address)}
            readAt={times.readAt}
            focusable={false}
          />
        </>
      )}
      {node.state !== 'serving' && node.why}
    </span>
  )
}

function LaneDrawing({
  data,
  node,
  master,
  words,
  width,
}: {
  readonly data: NodesData
  readonly node: NodeRow
  readonly master: NodeRow | undefined
  readonly words: Words
  readonly width: number
}) {
  const held = master?.backlogHeld ?? null
  const siblings = data.rows.filter((each) => each.master === node.master)
  const span = laneSpan(
    held,
    siblings.map((each) => each.lagBytes),
  )
  const lane = laneOf(node.lagBytes, held, span, Math.max(60, width))
  const color = toneColor(words.tone === 'unknown' ? 'quiet' : words.tone)
  const what = node.lagBytes === null ? 'Lag not observed' : `${formatBytes(node.lagBytes)} behind`
  return (
    <svg className={style['lane']} role="img" aria-label={what}>
      {lane.heldFrom !== null && (
        <rect
          x={lane.heldFrom}
          y={4}
          width={lane.end - lane.heldFrom}
          height={12}
          rx={2}
          className={style['held']}
        />
      )}
      {lane.isBeyond && lane.heldFrom !== null && lane.at !== null && (
        <rect x={lane.at} y={4} width={lane.heldFrom - lane.at} height={12} className={style['beyond']} />
      )}
      {lane.at === null ? (
        <rect x={6} y={4} width={lane.end - 6} height={12} fill="url(#hatch-dim)" />
      ) : (
        <>
          <path d={`M${lane.at} 10H${lane.end}`} className={style['way']} style={{ stroke: color }} />
          <circle cx={lane.at} cy={10} r={4.5} style={{ fill: color }} />
        </>
      )}
      <path d={`M${lane.end} 2V18`} className={style['end']} />
    </svg>
  )
}
