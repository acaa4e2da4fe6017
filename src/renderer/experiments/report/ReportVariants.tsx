import { formatInstantLong } from '../../../shared/base/format-time.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'
import { figureOf, largestOf } from '../comparison.ts'
import type { Comparison, VariantRow } from '../comparison.ts'

/** The variants side by side. */
export function ReportVariants({ comparison }: { readonly comparison: Comparison }) {
  const { label, rows, figures } = comparison
  const run = rows.filter((row) => row.run !== undefined)
  if (run.length === 0) return null
  return (
    <section>
      <h2>Variants side by side</h2>
      <p className="note">The newest run of each, with all other settings equal, on the same cluster.</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            {figures.map((figure) => (
              <th key={figure.id} scope="col" className="right">
                {figure.label}
              </th>
            ))}
            <th scope="col">Run</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.value} className={row.isThis ? 'this' : undefined}>
              <th scope="row">{row.label}</th>
              {figures.map(({ id }) => (
                <Cell key={id} row={row} id={id} max={largestOf(rows, id)} />
              ))}
              <td className="note">{runText(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ row, id, max }: { readonly row: VariantRow; readonly id: string; readonly max: number }) {
  const figure = figureOf(row, id)
  if (figure === undefined) return <td className="right note">–</td>
  const { value, unit, tone } = figure
  const share = value === null || max <= 0 ? 0 : Math.max(0, value / max)
  return (
    <td className={`right ${tone ?? ''}`}>
      {formatValue(value ?? undefined, unit)}
      <span className="bar">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </td>
  )
}

function runText({ run, isThis }: VariantRow): string {
  if (run === undefined) return 'not run so'
  return isThis ? 'this run' : `run ${run.number}, ${formatInstantLong(run.began, 0)}`
}
