import { memberColor } from './colors.ts'
import type { LaneBox } from './drawing.ts'
import type { OwnershipChartProps } from './OwnershipChart.tsx'
import style from './rebalance.module.css'
import { memberTag } from './words.ts'

/** What stands at the left of each lane. */
export function LaneNames(props: OwnershipChartProps) {
  const { drawing, arranged } = props
  const { band, lanes, rowPx } = drawing
  return (
    <>
      {lanes.map((lane) =>
        arranged === 'member' ? (
          <MemberName key={lane.name} {...props} lane={lane} />
        ) : (
          <PartitionName key={lane.name} lane={lane} rowPx={rowPx} />
        ),
      )}
      {band !== undefined && (
        <text x={10} y={band.y + 17} className={style['bandName']}>
          no owner
        </text>
      )}
    </>
  )
}

function MemberName({ seen, until, from, lane }: OwnershipChartProps & { readonly lane: LaneBox }) {
  const { name, y, height } = lane
  const color = memberColor(seen.members.indexOf(name))
  return (
    <g>
      <rect x={10} y={y + 6} width={9} height={9} rx={2} fill={color} />
      <text x={25} y={y + 15} className={style['name']}>
        {name}
      </text>
      {height > 30 && (
        <text x={10} y={y + 29} className={style['tag']}>
          {memberTag(name, seen.changes, until, from)}
        </text>
      )}
    </g>
  )
}

function PartitionName({ lane: { name, y }, rowPx }: { readonly lane: LaneBox; readonly rowPx: number }) {
  const hasRoom = rowPx > 12
  return (
    <text x={10} y={y + Math.min(16, rowPx)} className={hasRoom ? style['name'] : style['tag']}>
      {hasRoom ? `partition ${name}` : name}
    </text>
  )
}
