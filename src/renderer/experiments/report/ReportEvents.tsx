import type { RunEntry } from '../../../shared/api/experiments.ts'
import { isListed } from '../log/log.ts'
import { formatRunTime } from '../log/run-time.ts'

/** Everything that was said, oldest first. */
export function ReportEvents({
  entries,
  from,
}: {
  readonly entries: readonly RunEntry[]
  readonly from: number
}) {
  const listed = entries.filter(isListed)
  return (
    <section>
      <h2>Events</h2>
      <p className="note">{listed.length} events, in the clients’ and the servers’ own words.</p>
      <table className="events">
        <thead>
          <tr>
            <th scope="col" className="right">
              At, s
            </th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ seq, at, actor, says, tone }) => (
            <tr key={seq}>
              <td className="right note">{formatRunTime(at - from)}</td>
              <th scope="row">{actor}</th>
              <td className={tone}>{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
