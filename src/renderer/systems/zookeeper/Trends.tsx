import type { TrendsData } from '../../../shared/systems/zookeeper-views.ts'
import { stretchBefore, useInstant } from '../../api/instant.ts'
import { Empty } from '../../components/Blocks.tsx'
import { TimeChart } from '../../components/chart/TimeChart.tsx'
import { Panel } from '../../components/Panel.tsx'
import { useChartHeight } from '../use-chart-height.ts'
import { Viewed } from '../Viewed.tsx'
import { nameOfMember } from './member-words.ts'
import { useZookeeperView } from './use-zookeeper-view.ts'
import style from './trends.module.css'

/** A small chart for each figure that tells how an ensemble fares: one line a member. */
export function Trends({ targetId }: { readonly targetId: string }) {
  const { range, at, began, go } = useInstant()
  const windowMs = range.to - range.from
  const height = useChartHeight(120)
  const view = useZookeeperView(targetId, 'trends', { windowMs, points: 240 })
  return (
    <Viewed view={view} what="The charts">
      {(data, times) => (
        <div className={style['charts']}>
          {data.trends.length === 0 && <Empty title="No figure of any member was read in this range." />}
          {data.trends.map((trend) => (
            <Panel key={trend.key} title={trend.label}>
              <TimeChart
                {...stretchBefore(times.at, windowMs, began)}
                label={trend.label}
                unit={trend.unit}
                height={height}
                data={dataOf(data, trend)}
                series={trend.lines.map((line) => ({ label: nameOfMember(line.member) }))}
                at={at === 'live' ? undefined : at}
                onPick={(when) => go(when)}
              />
            </Panel>
          ))}
        </div>
      )}
    </Viewed>
  )
}

function dataOf({ t }: TrendsData, trend: TrendsData['trends'][number]) {
  const v = trend.lines.map((line) => line.values)
  return { t, v, min: v, max: v }
}
