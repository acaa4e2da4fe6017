import { formatMeasure } from '../../../shared/base/format-number.ts'
import { formatDuration } from '../../../shared/base/format-time.ts'
import type { GroupData } from '../../../shared/systems/kafka-group-views.ts'
import { stretchBefore, useInstant } from '../../api/instant.ts'
import type { PageProps } from '../../app/pages.ts'
import { usePageState } from '../../app/use-page-state.ts'
import { classes } from '../../components/classes.ts'
import { KpiStrip } from '../../components/KpiStrip.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Name } from '../../components/Name.tsx'
import { Panel } from '../../components/Panel.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { State } from '../../components/State.tsx'
import type { Tone } from '../../components/tone.ts'
import { Hatches } from '../Hatches.tsx'
import page from '../page.module.css'
import { Viewed, type Times } from '../Viewed.tsx'
import { groupEntity } from './entities.ts'
import { groupKpis } from './group/kpis.tsx'
import { GroupPartitions } from './group/GroupPartitions.tsx'
import { LagCharts } from './group/LagCharts.tsx'
import { MembersTable } from './group/MembersTable.tsx'
import { OwnershipMatrix } from './group/OwnershipMatrix.tsx'
import { useGroupLag } from './group/use-group-lag.ts'
import { MissingNotes } from '../MissingNotes.tsx'
import { alarming, readingWord } from './reading-words.ts'
import { Said } from '../Said.tsx'
import { useKafkaView } from './use-kafka-view.ts'

const windows = [
  { value: '15', label: '15 min' },
  { value: '60', label: '1 h' },
  { value: '360', label: '6 h' },
] as const

/** One group: lag in messages and in time, who owned what, and why each partition is read as it is. */
export function Group({ targetId, params }: PageProps) {
  const group = params['group'] ?? ''
  const [minutes, setMinutes] = usePageState('window', '15')
  const view = useKafkaView(targetId, 'group', { group, windowMs: Number(minutes) * 60_000 })
  return (
    <div className={classes(page['page'], page['scrolls'])}>
      <Hatches />
      <Viewed view={view} what={`Group ${group}`}>
        {(data, times) => (
          <>
            <div className={page['title']}>
              <h1>
                <Name>{data.id}</Name> <Mark entity={groupEntity(data.id)} />
              </h1>
              <State tone={stateTone(data.state)}>{data.state}</State>
              <span className={page['about']}>{aboutGroup(data)}</span>
              <span className={page['grow']} />
              <Segmented label="Window" value={minutes} onChange={setMinutes} options={windows} />
            </div>
            <GroupBody targetId={targetId} data={data} times={times} minutes={Number(minutes)} />
          </>
        )}
      </Viewed>
    </div>
  )
}

function GroupBody({
  targetId,
  data,
  times,
  minutes,
}: {
  readonly targetId: string
  readonly data: GroupData
  readonly times: Times
  readonly minutes: number
}) {
  const { began } = useInstant()
  const window = stretchBefore(times.at, minutes * 60_000, began)
  const lag = useGroupLag(targetId, data, window)
  const tone = alarming(data.status)
  const word = formatDuration(minutes * 60_000)
  return (
    <>
      {tone !== undefined && (
        <Said tone={tone} headline={`${data.id} ${said[data.status]}.`} rest={data.why} />
      )}
      <KpiStrip items={groupKpis(data, lag, times, word)} />
      <MissingNotes missing={data.missing} />
      <LagCharts data={data} lag={lag} window={window} />
      <div className={page['row']}>
        <Panel title="Who owned what" note="partitions × time; a line is a rebalance, hatched is no owner">
          <OwnershipMatrix data={data} window={window} />
        </Panel>
        <MembersTable data={data} times={times} />
      </div>
      <GroupPartitions data={data} lag={lag} times={times} windowWord={word} />
    </>
  )
}

const said: Readonly<Record<GroupData['status'], string>> = {
  ok: readingWord('ok'),
  behind: readingWord('behind'),
  stall: 'does not move although records wait',
  stopped: 'has stopped reading',
  rewind: 'went back to earlier offsets',
  lost: 'has lost records: they were deleted before it read them',
  idle: readingWord('idle'),
  unknown: 'can’t be judged',
}

/** By the server's word for the state of a group. */
function stateTone(state: string): Tone {
  if (state === 'Stable') return 'ok'
  if (state === 'Empty') return 'quiet'
  if (state === 'Dead') return 'bad'
  return state === '' || state === 'Unknown' ? 'unknown' : 'warn'
}

function aboutGroup(data: GroupData): string {
  return [
    `${data.type} protocol`,
    data.protocol,
    Number.isFinite(data.generation) ? `generation ${data.generation}` : '',
    data.coordinator >= 0 ? `coordinator broker ${data.coordinator}` : 'coordinator unknown',
    data.topics.length === 0 ? 'reads nothing yet' : `reads ${data.topics.join(', ')}`,
    `${formatMeasure(data.inPerSecond)}/s in, ${formatMeasure(data.outPerSecond)}/s out`,
  ]
    .filter(Boolean)
    .join(' · ')
}
