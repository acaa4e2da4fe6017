import { formatRunTime } from '../log/run-time.ts'
import { isProvenClean, resourceTraces, stateText } from '../log/resources.ts'
import type { ReportPartProps } from './ReportSteps.tsx'

/** What was created on the cluster, and the proof that nothing of it is left. */
export function ReportProof({ run, entries, from }: ReportPartProps) {
  const traces = resourceTraces(entries)
  return (
    <section>
      <h2>Created and removed</h2>
      <p>
        {traces.length === 0
          ? 'Nothing was created on the cluster.'
          : isProvenClean(run)
            ? 'Each was written down before it was created. At the end all was removed, and the cluster was listed again until nothing of this run was found.'
            : `Not all is proven gone: ${run.left.map(({ kind, name }) => `${kind} ${name}`).join(', ')}.`}
      </p>
      {traces.length > 0 && (
        <table>
          <tbody>
            {traces.map((trace) => (
              <tr key={`${trace.kind} ${trace.name}`}>
                <td className="note">{trace.kind}</td>
                <td>
                  <code>{trace.name}</code>
                </td>
                <td>{stateText(trace)}</td>
                <td className="right note">{formatRunTime(trace.at - from)} s</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
