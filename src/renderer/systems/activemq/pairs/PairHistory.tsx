import { formatDuration, formatInstant } from '../../../../shared/base/format-time.ts'
import type { PairRow } from '../../../../shared/systems/activemq-views.ts'
import { classes } from '../../../components/classes.ts'
import { useSize } from '../../../components/use-size.ts'
import { historyLayout, type Span } from './history.ts'
import style from './pairs.module.css'

const nameWidth = 150
const rowHeight = 18

/** Which address served this broker when. */
export function PairHistory({ pair, at }: { readonly pair: PairRow; readonly at: number }) {
  const [ref, { width }] = useSize()
  const layout = historyLayout(pair, at, Math.max(100, width - nameWidth))
  const height = layout.endpoints.length * rowHeight + 18
  return (
    <div className={style['history']} ref={ref}>
      <h4>Who served</h4>
      <svg width="100%" height={height} role="img" aria-label={inWords(layout.spans, at)}>
        {layout.endpoints.map((endpoint, row) => (
          <g key={endpoint} transform={`translate(0 ${row * rowHeight})`}>
            <text x={0} y={13} className={style['name']}>
              {endpoint}
            </text>
            <path d={`M${nameWidth} 9H${width}`} className={style['track']} />
          </g>
        ))}
        {layout.spans.map((span) => (
          <rect
            key={`${span.endpoint} ${span.from}`}
            x={nameWidth + span.x}
            y={span.row * rowHeight + 3}
            width={span.width}
            height={12}
            rx={2}
            className={classes(style['bar'], !span.isNow && style['past'])}
          >
            <title>{spanText(span, at)}</title>
          </rect>
        ))}
        <text x={nameWidth} y={height - 4} className={style['time']}>
          {formatInstant(layout.from, at)}
        </text>
        <text x={width} y={height - 4} textAnchor="end" className={style['time']}>
          {formatInstant(at, at)}
        </text>
      </svg>
    </div>
  )
}

function spanText({ endpoint, from, to }: Span, at: number): string {
  const until = to === null ? 'now' : formatInstant(to, at)
  const length = formatDuration(Math.round(((to ?? at) - from) / 1000) * 1000)
  return `${endpoint} served from ${formatInstant(from, at)} to ${until}, ${length}`
}

const inWords = (spans: readonly Span[], at: number) =>
  spans.length === 0
    ? 'Nobody served it while it was observed'
    : spans.map((span) => spanText(span, at)).join('; ')
