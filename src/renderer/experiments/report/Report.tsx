import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { formatDuration, formatInstantLong } from '../../../shared/base/format-time.ts'
import { catalogues } from '../../../shared/systems/index.ts'
import { prefixOf } from '../log/names.ts'
import { outcomeOf, wasRight } from '../outcome.ts'
import { fill, parameterText } from '../question.ts'
import { ReportEvents } from './ReportEvents.tsx'
import { ReportFigures } from './ReportFigures.tsx'
import { ReportProof } from './ReportProof.tsx'
import { ReportSteps } from './ReportSteps.tsx'
import { ReportVariants } from './ReportVariants.tsx'
import type { Exported } from './use-export.ts'

export interface ReportProps extends Exported {
  /** The drawing of the whole run as markup. */
  readonly drawing: string
}

/** A run for somebody who never saw Orrery: asked, predicted, done, seen, measured, concluded, cleaned up. */
export function Report(props: ReportProps) {
  const { run, info, entries, comparison, drawing } = props
  const from = entries[0]?.at ?? run.began
  return (
    <main>
      <Head run={run} info={info} />
      <Question run={run} info={info} />
      {run.verdict !== undefined && <Verdict run={run} info={info} />}
      <section>
        <h2>The run as it went</h2>
        <p className="note">Time runs to the right, in seconds since the run began.</p>
        {/* written by our own drawing a moment ago, from React elements */}
        <figure dangerouslySetInnerHTML={{ __html: drawing }} />
      </section>
      <ReportFigures run={run} />
      {comparison !== undefined && <ReportVariants comparison={comparison} />}
      <ReportSteps run={run} entries={entries} from={from} />
      <ReportProof run={run} entries={entries} from={from} />
      <ReportEvents entries={entries} from={from} />
      <footer>
        Made by Orrery, which observes clusters and lets people try things on them. Every client in this run
        was a real client, every server a real server; the recording of it holds {entries.length} entries.
      </footer>
    </main>
  )
}

interface PartProps {
  readonly run: Run
  readonly info: ExperimentInfo | undefined
}

function Head({ run, info }: PartProps) {
  const took = run.ended === undefined ? '' : `, ${formatDuration(run.ended - run.began)} long`
  return (
    <header>
      <p className="kicker">
        Orrery · experiment on a real cluster · {catalogues[run.system]?.name ?? run.system}
      </p>
      <h1>
        {info?.title ?? run.experiment}, run {run.number}
      </h1>
      <p className="note">
        On {run.targetName}, {formatInstantLong(run.began, 0)} ({new Date(run.began).toISOString()}){took}.
        Outcome: {outcomeOf(run).word}. Everything it created is named <code>{prefixOf(run)}…</code>
      </p>
      {info?.teaches.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Settings run={run} info={info} />
      {run.error !== undefined && (
        <p className="bad">
          {run.error.message}. {run.error.fix}
        </p>
      )}
    </header>
  )
}

function Settings({ run, info }: PartProps) {
  const rows =
    info?.parameters.flatMap((parameter) => {
      const value = run.parameters[parameter.id]
      if (value === undefined) return []
      return [{ label: parameter.label, value: parameterText(parameter, value), says: parameter.says }]
    }) ?? Object.entries(run.parameters).map(([label, value]) => ({ label, value: String(value), says: '' }))
  return (
    <table className="settings">
      <caption>Settings</caption>
      <tbody>
        {rows.map(({ label, value, says }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <b>{value}</b>
            </td>
            <td className="note">{says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Question({ run, info }: PartProps) {
  if (info === undefined) return null
  return (
    <section>
      <h2>The question</h2>
      <p>{fill(info.question, run.parameters)}</p>
      <ul className="choices">
        {info.choices.map(({ id, label }) => (
          <li key={id} className={run.prediction === id ? 'mine' : undefined}>
            {fill(label, run.parameters)}
            {run.prediction === id && <span className="note"> · predicted before the start</span>}
            {run.verdict?.answer === id && <b className="ok"> · ✓ came true</b>}
          </li>
        ))}
      </ul>
      {run.prediction === undefined && <p className="note">No prediction was given.</p>}
    </section>
  )
}

function Verdict({ run }: PartProps) {
  const { verdict } = run
  const right = wasRight(run)
  if (verdict === undefined) return null
  return (
    <section className="verdict">
      <h2>The verdict{right === undefined ? '' : right ? ': as predicted' : ': other than predicted'}</h2>
      <dl>
        <dt>Observed</dt>
        <dd>{verdict.observed}</dd>
        <dt>Theory</dt>
        <dd>{verdict.theory}</dd>
        <dt>Why</dt>
        <dd>{verdict.why}</dd>
      </dl>
    </section>
  )
}
