import type { NodesData } from '../../../shared/systems/rabbitmq-views.ts'
import { Gone } from '../../app/compare/Gone.tsx'
import type { PageProps } from '../../app/pages.ts'
import { classes } from '../../components/classes.ts'
import { Panel } from '../../components/Panel.tsx'
import { State } from '../../components/State.tsx'
import page from '../page.module.css'
import { Said } from '../Said.tsx'
import { Viewed, type Times } from '../Viewed.tsx'
import { isNode } from './entities.ts'
import { shortNodes } from './node-words.ts'
import { NodeCharts } from './nodes/NodeCharts.tsx'
import style from './nodes/nodes.module.css'
import { nodesSaid } from './nodes/nodes-said.ts'
import { NodesTable } from './nodes/NodesTable.tsx'
import { useRabbitmqView } from './use-rabbitmq-view.ts'

/** The nodes beside their limits, and what each says of the others. */
export function Nodes({ targetId }: PageProps) {
  const view = useRabbitmqView(targetId, 'nodes', {})
  const { data: told } = useRabbitmqView(targetId, 'overview', {})
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Viewed view={view} what="The nodes">
        {(data, times) => (
          <>
            {nodesSaid(data.rows, told, times.at).map((said) => (
              <Said key={said.headline} {...said} />
            ))}
            <Gone isListed={isNode} />
            <NodesTable rows={data.rows} times={times} />
            <NodeCharts targetId={targetId} names={data.rows.map(({ name }) => name)} />
            <Opinions data={data} times={times} />
          </>
        )}
      </Viewed>
    </div>
  )
}

/** What each node (a row) says of each (a column); one node's word is not the truth. Drawn only where they differ. */
function Opinions({ data: { rows, says } }: { readonly data: NodesData; readonly times: Times }) {
  const isUnanimous = rows.every((_, column) => {
    const words = new Set(says.flatMap((row) => (row[column] === null ? [] : [row[column]])))
    return words.size <= 1
  })
  const isAllHeard = says.every((row) => row.some((word) => word !== null))
  if (isUnanimous && isAllHeard) return null
  const short = shortNodes(rows.map(({ name }) => name))
  return (
    <Panel title="What each says of the others" note="GET /api/nodes of each node by itself">
      <table className={style['says']}>
        <thead>
          <tr>
            <th />
            {rows.map(({ name }) => (
              <th key={name} title={name}>
                {short(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name }, row) => (
            <tr key={name}>
              <th title={name}>{short(name)} says</th>
              {rows.map((of, column) => (
                <td key={of.name}>
                  <Opinion runs={says[row]?.[column] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Opinion({ runs }: { readonly runs: boolean | null }) {
  if (runs === null) return <State tone="unknown">not heard</State>
  return runs ? <State tone="ok">runs</State> : <State tone="bad">is down</State>
}
