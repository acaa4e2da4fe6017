import type { Run, RunEntry } from '../../../shared/api/experiments.ts'
import { formatRunTime } from '../log/run-time.ts'
import { stepSpans } from '../log/steps.ts'

export interface ReportPartProps {
  readonly run: Run
  readonly entries: readonly RunEntry[]
  /** Epoch ms: from where seconds are counted. */
  readonly from: number
}

/** What was checked and done, in order, in the system's own words. */
export function ReportSteps({ run, entries, from }: ReportPartProps) {
  return (
    <section>
      <h2>What was done</h2>
      <table>
        <thead>
          <tr>
            <th scope="col" className="right">
              At, s
            </th>
            <th scope="col">Step</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {run.checks.map((check) => (
            <tr key={check.id}>
              <td className="right note">before</td>
              <th scope="row">Checked: {check.what}</th>
              <td>
                {check.is === 'ok' ? '' : check.is === 'refused' ? 'Refused. ' : 'Not known. '}
                {check.says} {check.is === 'ok' ? '' : check.fix}
              </td>
            </tr>
          ))}
          {stepSpans(run, entries).map(({ id, title, says, began }) => (
            <tr key={id}>
              <td className="right">{began === undefined ? 'not reached' : formatRunTime(began - from)}</td>
              <th scope="row">{title}</th>
              <td>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
