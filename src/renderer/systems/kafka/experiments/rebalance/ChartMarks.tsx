import { placeLabels } from '../../../../experiments/fallback/labels.ts'
import { formatRunTick, runTicks } from '../../../../experiments/log/run-time.ts'
import { charPx, namePx, topPx } from './drawing.ts'
import type { OwnershipChartProps } from './OwnershipChart.tsx'
import style from './rebalance.module.css'
import { changeName, gapNotes, seconds } from './words.ts'

/** How long it lasted, beside each time without an owner. */
export function GapNotes({ seen, drawing, until, px, width, partitions }: OwnershipChartProps) {
  const { band } = drawing
  if (band === undefined) return null
  const notes = gapNotes(seen, partitions, until)
  return notes.map(({ to, text, short, isCrash }, i) => {
    const x = px(to) + 5
    const next = notes[i + 1]
    const room = (next === undefined ? width : px(next.from)) - x
    const words = [text, short].find((each) => each.length * charPx <= room)
    if (words === undefined) return null
    return (
      <text key={to} x={x} y={band.y + 17} className={isCrash ? style['crashNote'] : style['gapNote']}>
        {words}
      </text>
    )
  })
}

/** A line where a member came or went. */
export function Changes({ seen, drawing, arranged, until, px, width }: OwnershipChartProps) {
  const changes = seen.changes.filter(({ at }) => at <= until)
  const labels = placeLabels(
    changes.map((change) => ({ x: px(change.at), text: changeName(change) })),
    { from: 4, to: width - 4 },
  )
  return (
    <>
      {changes.map((change, i) => {
        const x = px(change.at)
        const label = labels[i]
        const lane = drawing.lanes.find(({ name }) => arranged === 'member' && name === change.member)
        return (
          <g key={change.at}>
            <path d={`M${x} ${topPx - 5}V${drawing.bottom}`} className={style['change']} />
            {label !== undefined && (
              <text x={label.x} y={label.row === 0 ? 26 : 13} className={style['changeName']}>
                {changeName(change)}
              </text>
            )}
            {change.kind === 'killed' && lane !== undefined && (
              <>
                <path d={`M${x} ${lane.y}v${lane.height}`} className={style['killed']} />
                <text x={x + 6} y={lane.y + lane.height / 2 + 4} className={style['killedNote']}>
                  kill −9, no goodbye
                </text>
              </>
            )}
          </g>
        )
      })}
    </>
  )
}

/** Below it all: in which generation, or epoch, the group stood still again. */
export function Generations({ seen, drawing, until, px, counter }: OwnershipChartProps) {
  return (
    <>
      <text x={10} y={drawing.bottom + 14} className={style['tag']}>
        {counter}
      </text>
      {seen.settles
        .filter(({ at }) => at <= until)
        .map(({ at, generation }) => (
          <text
            key={at}
            x={Math.max(namePx + 4, px(at))}
            y={drawing.bottom + 14}
            className={style['generation']}
          >
            {generation ?? '?'}
          </text>
        ))}
    </>
  )
}

export function TimeAxis({ shown, from, px, drawing }: OwnershipChartProps) {
  const most = Math.max(2, (px(shown.to) - px(shown.from)) / 70)
  const first = shown.from - from
  return runTicks(shown.to - from, most)
    .filter((ms) => ms >= first)
    .map((ms) => (
      <g key={ms}>
        <path d={`M${px(from + ms)} ${topPx - 5}V${drawing.bottom}`} className={style['grid']} />
        <text x={px(from + ms)} y={drawing.bottom + 30} className={style['time']}>
          {formatRunTick(ms)}
        </text>
      </g>
    ))
}

/** The instant shown. */
export function Cursor({ at, ms, bottom }: { at: number; ms: number; bottom: number }) {
  return (
    <>
      <path d={`M${at} ${topPx - 5}V${bottom}`} className={style['cursor']} />
      <rect x={at - 26} y={bottom + 3} width={52} height={14} rx={3} className={style['now']} />
      <text x={at} y={bottom + 14} className={style['nowText']}>
        {seconds(ms)}
      </text>
    </>
  )
}
