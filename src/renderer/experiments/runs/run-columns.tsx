import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { outcomeOf, wasRight } from '../outcome.ts'
import { fill, settingsLine } from '../question.ts'

/** The columns of a list of runs. @param infos known experiments; a run of an unknown one shows its id */
export function runColumns(runs: readonly Run[], infos: readonly ExperimentInfo[]): readonly Column[] {
  const runAt = (row: number) => runs[row]
  const infoOf = (run: Run | undefined) => infos.find((info) => info.id === run?.experiment)
  const titleAt = (row: number) => infoOf(runAt(row))?.title ?? runAt(row)?.experiment ?? ''
  const column = (
    id: string,
    label: string,
    width: string,
    text: (run: Run) => string,
    sort: (run: Run) => number | string = text,
  ): Column => ({
    id,
    label,
    width,
    cell: (row) => onRun(runAt(row), text, ''),
    sort: (row) => onRun(runAt(row), sort, ''),
  })
  return [
    {
      ...column(
        'number',
        'Run',
        '56px',
        (run) => String(run.number),
        (run) => run.number,
      ),
      align: 'right',
    },
    { id: 'experiment', label: 'Experiment', width: 'minmax(120px, 1.2fr)', cell: titleAt, sort: titleAt },
    column('settings', 'Settings', 'minmax(160px, 2.4fr)', (run) =>
      settingsLine(infoOf(run), run.parameters),
    ),
    column('target', 'Target', 'minmax(90px, 1fr)', (run) => run.targetName),
    {
      ...column('outcome', 'Outcome', '150px', (run) => outcomeOf(run).word),
      cell: (row) => onRun(runAt(row), (run) => <Outcome run={run} />, null),
    },
    {
      ...column('predicted', 'Predicted', 'minmax(150px, 1.4fr)', (run) => predictedText(run, infoOf(run))),
      cell: (row) => onRun(runAt(row), (run) => <Predicted run={run} info={infoOf(run)} />, null),
    },
    { ...column('took', 'Took', '84px', tookText, tookMs), align: 'right' },
    {
      ...column(
        'began',
        'Began',
        '118px',
        (run) => formatInstant(run.began),
        (run) => run.began,
      ),
      first: 'descending',
    },
  ]
}

function Outcome({ run }: { readonly run: Run }) {
  const { tone, word } = outcomeOf(run)
  return <State tone={tone}>{word}</State>
}

function Predicted({ run, info }: { readonly run: Run; readonly info: ExperimentInfo | undefined }) {
  const right = wasRight(run)
  const text = predictedText(run, info)
  if (right === undefined) return text === '' ? '–' : text
  return (
    <span title={right ? 'It came true' : 'It came otherwise'}>
      <State tone={right ? 'ok' : 'warn'}>{text}</State>
    </span>
  )
}

function predictedText(run: Run, info: ExperimentInfo | undefined): string {
  const choice = info?.choices.find((each) => each.id === run.prediction)
  return choice === undefined || info === undefined
    ? (run.prediction ?? '')
    : fill(choice.label, run.parameters)
}

const tookMs = (run: Run) => (run.ended === undefined ? Number.NaN : run.ended - run.began)
const tookText = (run: Run) => (run.ended === undefined ? '–' : formatDuration(run.ended - run.began))

const onRun = <T,>(run: Run | undefined, get: (run: Run) => T, otherwise: T): T =>
  run === undefined ? otherwise : get(run)
