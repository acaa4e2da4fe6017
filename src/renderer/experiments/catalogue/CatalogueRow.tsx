import { Unplug, Users } from 'lucide-react'
import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import { HomeLink } from '../../app/frame/HomeLink.tsx'
import { Badge, State } from '../../components/State.tsx'
import { outcomeOf, wasRight } from '../outcome.ts'
import { fill, initialValues } from '../question.ts'
import { experimentPath, runPath, useRecordedTargets } from '../use-experiments.ts'
import style from './catalogue.module.css'

/** One experiment in the catalogue. */
export function CatalogueRow({
  info,
  runs,
}: {
  readonly info: ExperimentInfo
  readonly runs: readonly Run[]
}) {
  return (
    <li className={style['row']}>
      <HomeLink path={experimentPath(info.id)} className={style['main']}>
        <b>{info.title}</b>
        <span className={style['question']}>{fill(info.question, initialValues(info))}</span>
      </HomeLink>
      <span className={style['concepts']}>
        {info.concepts.map((concept) => (
          <Badge key={concept}>{concept}</Badge>
        ))}
      </span>
      <ReachBadge reach={info.reach} />
      <span className={style['took']}>about {formatDuration(info.tookAboutS * 1000)}</span>
      <LastRun runs={runs} />
    </li>
  )
}

/** How far an experiment reaches, in words. */
export function ReachBadge({ reach }: { readonly reach: ExperimentInfo['reach'] }) {
  return reach === 'client' ? (
    <span className={style['reach']} title="Own clients and own objects only; no server is touched.">
      <Users size={11} aria-hidden /> own clients
    </span>
  ) : (
    <span
      className={style['reach']}
      title="Servers are paused, stopped or reconfigured: only on clusters that Orrery started itself."
    >
      <Unplug size={11} aria-hidden /> fault: lab only
    </span>
  )
}

function LastRun({ runs }: { readonly runs: readonly Run[] }) {
  const [last] = runs
  const recorded = useRecordedTargets()
  if (last === undefined) return <span className={style['never']}>not run yet</span>
  const right = wasRight(last)
  const { tone, word } = outcomeOf(last)
  return (
    <span className={style['last']}>
      <span className={style['lastHead']}>
        <HomeLink path={runPath(last.id)}>run {last.number}</HomeLink>
        <State tone={tone}>{word}</State>
        {right !== undefined && <span>{right ? 'as predicted' : 'other than predicted'}</span>}
      </span>
      <span className={style['never']}>
        {formatInstant(last.began)}
        {recorded.includes(last.targetId) && ' · of a recording'}
        {runs.length > 1 && ` · ${runs.length} runs`}
      </span>
    </span>
  )
}
