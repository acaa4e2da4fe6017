import type { NodeRow, NodesData } from '../../../../shared/systems/redis-views.ts'
import { classes } from '../../../components/classes.ts'
import { Name } from '../../../components/Name.tsx'
import { State, Swatch } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn, type NumberColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import type { Times } from '../../Viewed.tsx'
import { nodeEntity } from '../../../../shared/systems/redis-entities.ts'
import { nodeWords, sinceText, toneRank } from '../node-words.ts'
import style from './nodes.module.css'

export interface NodeColumnsOptions {
  /** Colours of masters where a map beside it has them. */
  readonly colorOf?: (address: string) => string | undefined
  readonly isBrief?: boolean
}

const briefly = new Set(['address', 'state', 'slots', 'keys', 'ops', 'memory', 'lag', 'silent'])

/** Masters and replicas in figures: how each is, what it holds, how far a replica is behind. */
export function nodeColumns(
  data: NodesData,
  times: Times,
  options: NodeColumnsOptions = {},
): readonly Column[] {
  const number = numberColumns((row) => nodeEntity(data.rows[row]?.address ?? ''), times.readAt)
  const all = [
    ...identityColumns(data, times, options),
    ...holdingColumns(data.rows, number),
    ...lagColumns(data, number),
    ...loadColumns(data.rows, number),
  ]
  const isCluster = data.kind === 'cluster'
  const fitting = all.filter((column) => isCluster || column.id !== 'slots')
  return options.isBrief === true ? fitting.filter((column) => briefly.has(column.id)) : fitting
}

/** The row of the master that feeds a replica. */
export const masterOf = (data: NodesData, row: NodeRow | undefined): NodeRow | undefined =>
  row === undefined || row.master === null ? undefined : data.rows.find((each) => each.address === row.master)

function identityColumns(data: NodesData, times: Times, { colorOf }: NodeColumnsOptions): readonly Column[] {
  const wordsAt = (row: number) => {
    const node = data.rows[row]
    return node === undefined ? undefined : nodeWords(node, masterOf(data, node))
  }
  return [
    wordColumn(
      ['address', 'Node', 'minmax(150px, 1.3fr)'],
      (row) => <NodeName node={data.rows[row]} depth={data.depth[row] ?? 0} colorOf={colorOf} />,
      (row) => data.rows[row]?.address ?? '',
    ),
    wordColumn(
      ['state', 'State', 'minmax(124px, 1fr)'],
      (row) => {
        const words = wordsAt(row)
        if (words === undefined) return null
        return (
          <span title={stateHint(data.rows[row], times.at)}>
            <State tone={words.tone}>{words.word}</State>
          </span>
        )
      },
      (row) => toneRank(wordsAt(row)?.tone ?? 'unknown'),
    ),
    wordColumn(
      ['slots', 'Slots', 'minmax(110px, 1fr)'],
      (row) => slotsOf(data.rows[row]),
      (row) => data.rows[row]?.slotCount ?? NaN,
    ),
  ]
}

function stateHint(node: NodeRow | undefined, at: number): string | undefined {
  if (node === undefined) return undefined
  if (node.why !== null) return `${node.why} ${sinceText(node.stateSince, at)}`.trim()
  const since = node.role === 'replica' ? node.linkSince : node.roleSince
  return since === null ? undefined : `${node.role ?? ''} ${sinceText(since, at)}`
}

function slotsOf(node: NodeRow | undefined) {
  if (node === undefined) return null
  if (node.role === 'replica') return <span className={page['dim']}>as its master</span>
  return node.slots === '' ? (
    <span className={page['dim']}>none</span>
  ) : (
    <span title={node.slots}>{node.slots}</span>
  )
}

/** Indented under its master, as the data flow. */
export function NodeName({
  node,
  depth,
  colorOf,
}: {
  readonly node: NodeRow | undefined
  readonly depth: number
  readonly colorOf?: ((address: string) => string | undefined) | undefined
}) {
  if (node === undefined) return null
  const color = colorOf?.(node.address)
  return (
    <span className={style['name']} style={{ marginLeft: depth * 14 }}>
      {depth > 0 && <i className={style['elbow']} aria-hidden />}
      {color !== undefined && <Swatch color={color} />}
      <span className={classes(depth === 0 && style['leads'])}>
        <Name cut>{node.address}</Name>
      </span>
    </span>
  )
}

function holdingColumns(rows: readonly NodeRow[], number: NumberColumn): readonly Column[] {
  return [
    number(['keys', 'Keys', '84px'], 'count', (row) => rows[row]?.keys, { metric: 'node.keys' }),
    number(['ops', 'Ops /s', '70px'], 'per second', (row) => rows[row]?.commandsPerSecond, {
      metric: 'node.commands',
    }),
    number(['memory', 'Memory', '76px'], 'bytes', (row) => rows[row]?.memory, { metric: 'node.memory' }),
  ]
}

function lagColumns(data: NodesData, number: NumberColumn): readonly Column[] {
  const { rows } = data
  const none = (row: number) =>
    rows[row]?.role === 'master' ? <span className={page['dim']}>—</span> : undefined
  const ink = (row: number) => {
    const node = rows[row]
    if (node === undefined) return undefined
    const { tone } = nodeWords(node, masterOf(data, node))
    return tone === 'warn' || tone === 'bad' ? page[tone] : undefined
  }
  return [
    number(['lag', 'Lag', '78px'], 'bytes', (row) => rows[row]?.lagBytes, {
      metric: 'replica.lag_bytes',
      ...{ instead: none, ink },
    }),
    number(['lagTime', 'In writes', '78px'], 's', (row) => rows[row]?.lagSeconds, {
      from: 'lag ÷ what its master writes a second',
      ...{ instead: none, ink },
    }),
    number(['silent', 'Silent', '66px'], 's', (row) => rows[row]?.silentSeconds, {
      metric: 'replica.silent_s',
      ...{ instead: none, ink },
    }),
  ]
}

function loadColumns(rows: readonly NodeRow[], number: NumberColumn): readonly Column[] {
  return [
    number(['clients', 'Clients', '64px'], 'count', (row) => rows[row]?.clients, { metric: 'node.clients' }),
    number(['trip', 'Round trip', '80px'], 'ms', (row) => rows[row]?.roundTripMs, {
      metric: 'node.round_trip',
    }),
    number(['uptime', 'Up', '84px'], 'ms', (row) => rows[row]?.uptimeMs, { metric: 'node.uptime' }),
    wordColumn(['version', 'Version', '104px'], (row) => rows[row]?.version ?? '?'),
  ]
}
