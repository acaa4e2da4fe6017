import type { Run } from '../../../shared/api/experiments.ts'
import { formatValue } from '../../../shared/base/format-unit.ts'

/** What was measured, and how each figure was obtained. */
export function ReportFigures({ run }: { readonly run: Run }) {
  const figures = run.verdict?.figures ?? []
  if (figures.length === 0) return null
  return (
    <section>
      <h2>Figures</h2>
      <p className="note">
        Each is computed from the recorded events of this run and nothing else; “?” stands for what could not
        be measured.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col" className="right">
              Value
            </th>
            <th scope="col">From what</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, label, value, unit, says, tone }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td className={`right ${tone ?? ''}`}>
                <b>{formatValue(value ?? undefined, unit)}</b>
              </td>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
