import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { QuorumData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Bar } from '../../../components/chart/Bar.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { shortNodes } from '../node-words.ts'
import { leaderShare } from './share.ts'
import style from './quorum.module.css'

/** How many each node leads, beside an even share. */
export function SharePanel({ data }: { readonly data: QuorumData }) {
  const total = data.leads.reduce((sum, count) => sum + count, 0)
  const even = total / Math.max(1, data.nodes.length)
  const { isSkewed, busiest } = leaderShare(data)
  const short = shortNodes(data.nodes)
  return (
    <Panel
      title="Leaders by node"
      note={`the line: an even share of ${formatNumber(even, even % 1 === 0 ? 0 : 1)}`}
    >
      <ul className={style['shares']}>
        {data.nodes.map((node, index) => {
          const members = data.rows.reduce((sum, row) => sum + Number(row.members[index] !== 'none'), 0)
          return (
            <li key={node}>
              <Link to={['nodes', node]}>
                <Name cut>{short(node)}</Name>
              </Link>
              <Bar
                value={data.leads[index] ?? NaN}
                max={Math.max(even * 2, ...data.leads)}
                mark={even}
                tone={isSkewed && node === busiest ? 'warn' : 'quiet'}
              />
              <span className={style['count']}>
                {formatNumber(data.leads[index] ?? NaN)} <small>of {formatNumber(members)} members</small>
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
