import { useId, useMemo } from 'react'
import { HatchPattern } from '../../../components/Hatch.tsx'
import { linearScale, type Scale } from '../../../../shared/chart/scale.ts'
import { seriesColor } from '../../../components/tone.ts'
import { spanOf, type StageProps, useStageFrame, useStageWidth } from '../../../experiments/stage.ts'
import { seqAt } from '../../stage-axis.ts'
import { StageTimeGrid } from '../../StageTimeGrid.tsx'
import { type BeliefBar, clients, lockDrawing, type LockDrawing, type LockStretch } from './lock-drawing.ts'
import { OwnerRows } from './OwnerRows.tsx'
import style from './stages.module.css'

const namePx = 100
const topPx = 10
const lanePx = 38
const lockPx = 74
const storePx = 46
const axisPx = 20
const lockTop = topPx + 2 * lanePx
const storeTop = lockTop + lockPx
const bottom = storeTop + storePx
const colorOf = (client: string) => seriesColor(client === 'a' ? 0 : 1)

/** What the clients believe, what the server says of the lock, and what the store took, one below the other by time. */
export function LockStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const drawing = useMemo(
    () => lockDrawing(entries, until, run.outcome === 'running'),
    [entries, until, run.outcome],
  )
  const span = drawing?.span ?? spanOf(props)
  const x = linearScale(span.from, span.to, namePx, Math.max(namePx + 80, width - 14))
  const origin = entries[0]?.at ?? run.began
  return (
    <div ref={ref} className={style['stage']}>
      {width > 0 && (
        <svg width={width} height={bottom + axisPx} role="img" aria-label={describe(drawing)}>
          <StageTimeGrid {...{ origin, span, x, bottom }} top={topPx} />
          <Names />
          {drawing !== undefined && <Beliefs drawing={drawing} x={x} />}
          {drawing !== undefined && <Lock drawing={drawing} x={x} />}
          {drawing !== undefined && <Store drawing={drawing} x={x} entries={entries} />}
          {until < span.to && (
            <path d={`M${x.px(Math.max(span.from, until))} ${topPx}V${bottom}`} className={style['cursor']} />
          )}
        </svg>
      )}
      {drawing !== undefined && <OwnerRows tally={drawing.tally} origin={origin} />}
    </div>
  )
}

function Names() {
  return (
    <g>
      {clients.map((client, row) => (
        <g key={client}>
          <rect x={10} y={topPx + row * lanePx + 14} width={9} height={9} rx={2} fill={colorOf(client)} />
          <text x={25} y={topPx + row * lanePx + 23} className={style['name']}>
            {`client ${client}`}
          </text>
        </g>
      ))}
      <text x={10} y={lockTop + 24} className={style['name']}>
        the lock
      </text>
      <text x={10} y={lockTop + 38} className={style['note']}>
        time to live
      </text>
      <text x={10} y={storeTop + 22} className={style['name']}>
        the store
      </text>
      <text x={10} y={storeTop + 36} className={style['note']}>
        writes, by token
      </text>
    </g>
  )
}

interface DrawnProps {
  readonly drawing: LockDrawing
  readonly x: Scale
}

function Beliefs({ drawing: { bars, both, tally }, x }: DrawnProps) {
  const hatch = useId()
  const yOf = (client: string) => topPx + (client === 'a' ? 0 : 1) * lanePx
  return (
    <g>
      <defs>
        <HatchPattern id={hatch} color="var(--fg)" />
      </defs>
      {both.map(({ from, to }) => (
        <rect
          key={from}
          x={x.px(from)}
          y={topPx}
          width={Math.max(1, x.px(to) - x.px(from))}
          height={2 * lanePx}
          className={style['twice']}
        >
          <title>Both believe that they own</title>
        </rect>
      ))}
      {bars.map((bar) => (
        <g key={`${bar.client}${bar.is}${bar.from}`}>
          <title>{barSays(bar)}</title>
          <Bar bar={bar} x={x} y={yOf(bar.client)} hatch={hatch} />
        </g>
      ))}
      {tally.deaths.map(({ client, at }) => (
        <text key={client} x={x.px(at) + 24} y={yOf(client) + 22} className={style['killed']}>
          killed
        </text>
      ))}
      {tally.owners.map(({ client, data }) => (
        <text key={client} x={x.px(data.at) + 4} y={yOf(client) + 22} className={style['token']}>
          {`#${data.token}`}
        </text>
      ))}
    </g>
  )
}

interface BarProps {
  readonly bar: BeliefBar
  readonly x: Scale
  readonly y: number
  readonly hatch: string
}

function Bar({ bar: { is, client, from, to }, x, y, hatch }: BarProps) {
  const width = Math.max(1.5, x.px(to) - x.px(from))
  const box = { x: x.px(from), width, rx: 2 }
  if (is === 'waiting') return <rect {...box} y={y + 16} height={5} className={style['waiting']} />
  return (
    <>
      <rect {...box} y={y + 7} height={lanePx - 14} fill={colorOf(client)} className={style['owning']} />
      {is === 'pausing' && <rect {...box} y={y + 7} height={lanePx - 14} fill={`url(#${hatch})`} />}
    </>
  )
}

function barSays({ client, is }: BeliefBar): string {
  if (is === 'waiting') return `${client} asks for the lock`
  return is === 'pausing'
    ? `${client} stands still, and believes that it owns`
    : `${client} believes that it owns`
}

/** A slope for a lock that runs out; the full height, hatched, for one that never does. */
function Lock({ drawing: { stretches, mostMs }, x }: DrawnProps) {
  const base = storeTop - 10
  const height = lockPx - 22
  return (
    <g>
      {stretches.map((stretch) => (
        <Stretch key={stretch.points[0]?.at} {...{ stretch, x, base, height, mostMs }} />
      ))}
    </g>
  )
}

interface StretchProps {
  readonly stretch: LockStretch
  readonly x: Scale
  readonly base: number
  readonly height: number
  readonly mostMs: number
}

function Stretch({ stretch: { owner, points }, x, base, height, mostMs }: StretchProps) {
  const hatch = useId()
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const isForEver = points.some(({ ttlMs }) => ttlMs === null)
  const top = points
    .map(({ at, ttlMs }) => `${x.px(at)} ${base - ((ttlMs ?? mostMs) / mostMs) * height}`)
    .join('L')
  const roomPx = x.px(last.at) - x.px(first.at)
  return (
    <g>
      <title>{isForEver ? `${owner}’s lock: TTL −1, it never runs out` : `${owner}’s lock runs out`}</title>
      <defs>
        <HatchPattern id={hatch} color="var(--bad)" />
      </defs>
      <path
        d={`M${x.px(first.at)} ${base}L${top}L${x.px(last.at)} ${base}Z`}
        fill={isForEver ? `url(#${hatch})` : colorOf(owner)}
        className={isForEver ? style['orphan'] : style['slope']}
      />
      <text x={x.px(first.at) + 4} y={base - 4} className={isForEver ? style['killed'] : style['token']}>
        {isForEver && roomPx > 150 ? `${owner}’s, TTL −1: for ever` : `${owner}’s`}
      </text>
    </g>
  )
}

function Store({ drawing: { tally }, x, entries }: DrawnProps & Pick<StageProps, 'entries'>) {
  const y = storeTop + 20
  return (
    <g>
      {tally.writes.map((write) => (
        <WriteMark key={write.at} {...{ write, x, y, entries }} />
      ))}
      {tally.stored !== undefined && (
        <text x={x.px(tally.stored.at)} y={y + 21} className={style['stored']}>
          {`holds “${tally.stored.value ?? ''}”, #${tally.stored.token ?? '?'}`}
        </text>
      )}
    </g>
  )
}

interface WriteMarkProps {
  readonly write: LockDrawing['tally']['writes'][number]
  readonly x: Scale
  readonly y: number
  readonly entries: StageProps['entries']
}

function WriteMark({ write: { at, client, token, accepted, isLate }, x, y, entries }: WriteMarkProps) {
  const { seek, light, lit } = useStageFrame()
  const seq = useMemo(() => seqAt(entries, at), [entries, at])
  const kind = accepted ? (isLate ? 'late' : 'taken') : 'refused'
  const word = { taken: 'taken', late: 'taken, late: the other’s work is gone', refused: 'refused' }[kind]
  return (
    <g
      className={`${style[kind] ?? ''} ${lit !== undefined && lit === seq ? (style['lit'] ?? '') : ''}`}
      onPointerEnter={() => light(seq)}
      onPointerLeave={() => light(undefined)}
      onClick={() => seek(at)}
    >
      <title>{`${client} writes with token ${token}: ${word}`}</title>
      <circle cx={x.px(at)} cy={y} r={9} fill={accepted ? colorOf(client) : 'var(--panel)'} />
      <text x={x.px(at)} y={y + 3.5} className={style['middle']}>
        {`#${token}`}
      </text>
      {kind !== 'taken' && (
        <text
          x={x.px(at) - 13}
          y={y + 3.5}
          className={`${style['before'] ?? ''} ${style[`${kind}Word`] ?? ''}`}
        >
          {kind === 'late' ? `${client} overwrites` : `${client} is refused`}
        </text>
      )}
    </g>
  )
}

function describe(drawing: LockDrawing | undefined): string {
  if (drawing === undefined) return 'Nobody wants the lock yet'
  const { owners, ownersAtOnce, writes, gaveUp } = drawing.tally
  const late = writes.filter(({ isLate }) => isLate)
  const end = gaveUp === undefined ? '' : ' b gave up: the lock never ran out.'
  const lateWords = late.map(
    ({ client, accepted }) => ` ${client} wrote late and was ${accepted ? 'taken' : 'refused'}.`,
  )
  return `${owners.length} owners one after the other, at most ${ownersAtOnce} at once by what they believe.${lateWords.join('')}${end} The table below has each.`
}
