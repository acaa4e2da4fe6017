import type { Figure } from '../../../shared/api/experiments.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import { HomeLink } from '../../app/frame/HomeLink.tsx'
import { Bar } from '../../components/chart/Bar.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Dot, State } from '../../components/State.tsx'
import { toneColor } from '../../components/tone.ts'
import type { Comparison, VariantRow } from '../comparison.ts'
import { figureOf, largestOf } from '../comparison.ts'
import { outcomeOf, toneOf } from '../outcome.ts'
import { runPath } from '../use-experiments.ts'
import style from './variants.module.css'

export interface VariantsTableProps {
  readonly comparison: Comparison
  readonly note: string
}

/** The variants side by side: the comparison is the lesson. */
export function VariantsTable({ comparison, note }: VariantsTableProps) {
  const { label, rows, figures } = comparison
  return (
    <Panel title="Variants side by side" note={note}>
      <div className={style['scroll']}>
        <table className={style['table']}>
          <thead>
            <tr>
              <th scope="col">{label}</th>
              {figures.map((figure) => (
                <th key={figure.id} scope="col" className={style['right']}>
                  {figure.label}
                </th>
              ))}
              <th scope="col">Run</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.value} className={row.isThis ? style['this'] : undefined}>
                <th scope="row">{row.label}</th>
                {figures.map((figure) => (
                  <FigureCell
                    key={figure.id}
                    figure={figureOf(row, figure.id)}
                    max={largestOf(rows, figure.id)}
                  />
                ))}
                <td>
                  <RunCell row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

/** undefined: that variant was not run; null inside: it was, and the figure could not be measured. */
function FigureCell({ figure, max }: { readonly figure: Figure | undefined; readonly max: number }) {
  if (figure === undefined) return <td className={style['none']}>–</td>
  const { value, unit, says, tone } = figure
  const color = tone === undefined || tone === 'info' ? undefined : toneColor(toneOf(tone))
  return (
    <td className={style['right']} title={says}>
      <span className={style['number']}>
        {value === null ? (
          <>
            <Dot tone="unknown" /> ?
          </>
        ) : (
          <span style={color === undefined ? undefined : { color }}>{formatValue(value, unit)}</span>
        )}
        {value !== null && max > 0 && (
          <span className={style['bar']}>
            <Bar value={value} max={max} color={color ?? 'var(--series-6)'} />
          </span>
        )}
      </span>
    </td>
  )
}

function RunCell({ row: { run, isThis } }: { readonly row: VariantRow }) {
  if (run === undefined) return <span className={style['none']}>not run so</span>
  if (isThis) return <State tone="accent">this run</State>
  const { word } = outcomeOf(run)
  return (
    <>
      <HomeLink path={runPath(run.id)}>run {run.number}</HomeLink>
      {run.outcome !== 'done' && <span className={style['none']}> {word}</span>}
    </>
  )
}
