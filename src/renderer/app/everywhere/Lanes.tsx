import type { TargetState } from '../../../shared/api/targets.ts'
import { Dot } from '../../components/State.tsx'
import { Link } from '../Link.tsx'
import type { TargetWord } from '../target-words.ts'
import { endedAt, withOpenEnds } from '../timebar/lanes.ts'
import type { FindingSpan } from '../timebar/lanes.ts'
import { folded, RangeGround } from '../timebar/RangeGround.tsx'
import type { TimeControl } from '../timebar/use-time-control.ts'
import { useTimeline } from '../timebar/use-timeline.ts'
import style from './everywhere.module.css'

/** From lane to lane, px. */
const pitch = folded.height + 6
const buckets = 300

export function lanesHeight(count: number): number {
  return Math.max(1, count) * pitch - (pitch - folded.height)
}

export interface LanesProps {
  readonly targets: readonly TargetState[]
  readonly time: TimeControl
  readonly width: number
  readonly onFinding: (target: TargetState, span: FindingSpan) => void
}

/** A strip for each target below one another, on the same axis: what went before what is read from left to right. */
export function Lanes({ targets, ...rest }: LanesProps) {
  return targets.map((target, index) => (
    <g key={target.config.id} transform={`translate(0 ${index * pitch})`}>
      <Lane target={target} {...rest} />
    </g>
  ))
}

function Lane({
  target,
  time,
  width,
  onFinding,
}: Omit<LanesProps, 'targets'> & { readonly target: TargetState }) {
  const { range, extent, edge } = time
  const read = useTimeline(target.config.id, range, buckets, extent)
  const seen = read && withOpenEnds(read, target.extent, { from: range.from, to: edgeOf(target, time) })
  // one that is observed no more claims nothing of what came after
  const isOver = target.condition !== 'observed' && target.extent !== undefined
  const timeline = seen && isOver ? endedAt(seen, target.extent.to) : seen
  return (
    <RangeGround
      {...{ timeline, range, width, edge }}
      isUnfolded={false}
      onFinding={(span) => onFinding(target, span)}
    />
  )
}

/** What comes after the newest sample of a target that is collected isn't unseen: it is yet to come. */
function edgeOf({ condition, extent }: TargetState, { range, edge }: TimeControl): number {
  const end = Math.min(range.to, edge)
  return condition === 'observed' ? Math.min(end, extent?.to ?? end) : end
}

/** Whose lane it is, and how that target was at the instant in force. */
export function LaneNames(props: {
  readonly targets: readonly TargetState[]
  readonly wordOf: (target: TargetState) => TargetWord
}) {
  return (
    <ul className={style['names']} style={{ gap: pitch - folded.height }}>
      {props.targets.map((target) => (
        <li key={target.config.id} style={{ height: folded.height }}>
          <Dot tone={props.wordOf(target).tone} />
          <Link targetId={target.config.id} to={[]} className={style['name']}>
            {target.config.name}
          </Link>
          <span className={style['word']}>{props.wordOf(target).word}</span>
        </li>
      ))}
    </ul>
  )
}
