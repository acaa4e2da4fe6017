import { X } from 'lucide-react'
import { formatClockMs, formatInstant } from '../../../../shared/base/format-time.ts'
import type { EnsembleMember, MemberData } from '../../../../shared/systems/zookeeper-views.ts'
import { Button } from '../../../components/Button.tsx'
import { Facts, type FactRow } from '../../../components/Facts.tsx'
import { Mark } from '../../../components/Mark.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useProvenance } from '../../../components/provenance.ts'
import { State } from '../../../components/State.tsx'
import { Viewed, type Times } from '../../Viewed.tsx'
import { memberEntity } from '../entities.ts'
import { memberName, memberWords, nameOfMember } from '../member-words.ts'
import { useZookeeperView } from '../use-zookeeper-view.ts'
import style from './quorum.module.css'

/** Every figure of one member, with its source. */
export function MemberPanel({
  targetId,
  id,
  onClose,
}: {
  targetId: string
  id: string
  onClose: () => void
}) {
  const view = useZookeeperView(targetId, 'member', { id })
  return (
    <Viewed view={view} what={`Member ${id}`}>
      {(data, times) => <Figures data={data} times={times} onClose={onClose} />}
    </Viewed>
  )
}

function Figures({ data, times, onClose }: { data: MemberData; times: Times; onClose: () => void }) {
  const { metric } = useProvenance()
  const { member } = data
  const words = memberWords(member, times.at)
  const figures = data.figures.map((figure) => {
    const info = metric(figure.metric)
    const isRate = figure.perSecond !== null
    const read = figure.at === null ? '' : `, ${formatClockMs(figure.at)}`
    return {
      label: info?.label ?? figure.metric,
      value: (
        <Num
          value={(isRate ? figure.perSecond : figure.value) ?? NaN}
          metric={figure.metric}
          {...(isRate ? { unit: 'per second' as const } : {})}
          entity={memberEntity(member.id)}
          readAt={figure.at ?? undefined}
        />
      ),
      source: `${info?.source ?? figure.metric}${isRate ? ', per second over a minute' : ''}${read}`,
    }
  })
  return (
    <Panel
      title={
        <>
          {memberName(member)} <Mark entity={memberEntity(member.id)} />
        </>
      }
      note={<State tone={words.tone}>{words.word}</State>}
      actions={
        <Button kind="ghost" label="Close" onClick={onClose}>
          <X size={13} />
        </Button>
      }
    >
      <div className={style['words']}>
        {member.why !== null && <p>{member.why}</p>}
        <Facts rows={[...saidByAdmin(member, times.at), ...figures]} />
      </div>
    </Panel>
  )
}

/** What only AdminServer knows, where it was asked. */
function saidByAdmin({ zab, fedBy }: EnsembleMember, at: number): readonly FactRow[] {
  const rows: FactRow[] = []
  if (zab !== null) rows.push({ label: 'Atomic broadcast', value: zab, source: 'AdminServer zabstate' })
  if (fedBy !== null) {
    const since = formatInstant(fedBy.since, at)
    rows.push({
      label: 'Fed by',
      value: nameOfMember(fedBy.member),
      source: `AdminServer observers of that member, connected since ${since}`,
    })
  }
  return rows
}
