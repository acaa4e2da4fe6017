import type { Finding, FindingsAt } from '../../../shared/api/findings.ts'
import { formatInstant, formatSpan } from '../../../shared/base/format-time.ts'
import { useInstant } from '../../api/instant.ts'
import { Empty, Failed, Loading } from '../../components/Blocks.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Dot } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import { usePageState } from '../use-page-state.ts'
import { FindingDetail } from './FindingDetail.tsx'
import { FindingList } from './FindingList.tsx'
import style from './findings.module.css'
import { arrange, countsOf } from './group.ts'
import type { Grouping } from './group.ts'
import { useFindings, useFindingsInRange } from './use-findings.ts'

export interface FindingsPageProps {
  readonly targetId: string
  readonly targetName: string
  readonly system: string
}

const groupings: readonly { readonly value: Grouping; readonly label: string }[] = [
  { value: 'cause', label: 'by cause' },
  { value: 'entity', label: 'by entity' },
  { value: 'time', label: 'by time' },
]

/** What is wrong at this instant and why, what could not be judged, and what is fine. Shared by all systems. */
export function FindingsPage({ targetId, targetName, system }: FindingsPageProps) {
  const { range, shown } = useInstant()
  const [grouping, setGrouping] = usePageState('by', 'cause')
  const [which, setWhich] = usePageState('show', 'open')
  const [chosen, choose] = usePageState('finding', '')
  const here = useFindings(targetId)
  const past = useFindingsInRange(targetId, which === 'range' ? range : undefined)
  if (here.value === undefined)
    return here.error === undefined ? (
      <Loading />
    ) : (
      <Failed title="Findings could not be read" error={here.error} />
    )
  const list = which === 'range' ? (past.value ?? []) : here.value.findings
  const causes = arrange(list, grouping as Grouping)
  const all = causes.flatMap((cause) => [cause.finding, ...cause.explained, ...cause.alike])
  // a link may name one that is closed by now: then it is looked up in the range
  const selected = all.find((each) => each.id === chosen) ?? (chosen === '' ? all[0] : undefined)
  return (
    <>
      <div className={style['head']}>
        <CountBadges at={here.value} />
        <span className={style['note']}>{judgedText(here.value, targetName, shown)}</span>
        <i className={style['grow']} />
        <Segmented label="Grouping" value={grouping as Grouping} options={groupings} onChange={setGrouping} />
        <Segmented
          label="Which"
          value={which as 'open' | 'range'}
          options={[
            { value: 'open', label: 'open' },
            { value: 'range', label: 'all of the range' },
          ]}
          onChange={setWhich}
        />
      </div>
      <div className={style['columns']}>
        <Panel fill>
          <FindingList
            causes={causes}
            verdicts={here.value.verdicts}
            selectedId={selected?.id}
            onSelect={(finding) => choose(finding.id)}
            empty={
              which === 'range' ? `No finding from ${formatSpan(range.from, range.to)}` : 'No open finding'
            }
          />
        </Panel>
        <Panel fill>
          <Detail
            {...{ targetId, targetName, system, selected, chosen }}
            isJudged={here.value.verdicts.length > 0}
          />
        </Panel>
      </div>
    </>
  )
}

interface DetailProps extends FindingsPageProps {
  readonly selected: Finding | undefined
  readonly chosen: string
  /** At least one rule said something at this instant. */
  readonly isJudged: boolean
}

/** The chosen finding; one that a link names but that isn't open here is looked for around the instant. */
function Detail({ targetId, targetName, system, selected, chosen, isJudged }: DetailProps) {
  const { range } = useInstant()
  const around = useFindingsInRange(targetId, selected === undefined && chosen !== '' ? range : undefined)
  const finding = selected ?? around.value?.find((each) => each.id === chosen)
  if (finding !== undefined) return <FindingDetail key={finding.id} {...{ finding, targetName, system }} />
  if (!isJudged)
    return (
      <Empty title="No rule was judged at this instant.">
        Nothing was seen of {targetName} then, so nothing is claimed about it.
      </Empty>
    )
  return (
    <Empty title="Nothing is wrong that Orrery can see.">
      What could not be judged is listed at the left, with what would unlock it.
    </Empty>
  )
}

function judgedText({ verdicts }: FindingsAt, targetName: string, shown: number): string {
  if (verdicts.length === 0) return `no rule over ${targetName} was judged at ${formatInstant(shown)}`
  return `${verdicts.length} rules over ${targetName}, judged at ${formatInstant(shown)}`
}

function CountBadges({ at }: { readonly at: FindingsAt }) {
  const { ok, findings, unknown } = countsOf(at)
  const isCritical = at.findings.some((each) => each.severity === 'critical')
  const badges: readonly (readonly [Tone, number, string])[] = [
    [ok === 0 ? 'quiet' : 'ok', ok, 'ok'],
    [
      findings === 0 ? 'quiet' : isCritical ? 'bad' : 'warn',
      findings,
      findings === 1 ? 'finding' : 'findings',
    ],
    ['unknown', unknown, 'unknown'],
  ]
  return badges.map(([tone, count, word]) => (
    <span key={word} className={style['count']} data-tone={tone}>
      <Dot tone={tone} />
      <b>{count}</b> {word}
    </span>
  ))
}
