import type { CSSProperties, ReactNode } from 'react'
import type { EnsembleData, EnsembleMember } from '../../../../shared/systems/zookeeper-views.ts'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { Num } from '../../../components/Num.tsx'
import { Dot } from '../../../components/State.tsx'
import type { Tone } from '../../../components/tone.ts'
import { useSize } from '../../../components/use-size.ts'
import { memberEntity } from '../entities.ts'
import { memberName, memberWords } from '../member-words.ts'
import { ensembleLayout, followLine, observeLine, type Placed } from './layout.ts'
import { QuorumMeter } from './QuorumMeter.tsx'
import style from './ensemble.module.css'

export interface EnsembleDrawingProps {
  readonly data: EnsembleData
  readonly selected: string | undefined
  /** The moment and its sample, epoch ms. */
  readonly at: number
  readonly readAt: number
  readonly onSelect: (id: string) => void
}

/** Who leads, who follows and how far behind, who only observes; below, how many more may fail. */
export function EnsembleDrawing(props: EnsembleDrawingProps) {
  const { data } = props
  const [ref, { width }] = useSize()
  const roles = rolesOf(data)
  const layout = ensembleLayout(roles, Math.max(340, width))
  const box = (placed: Placed) => {
    const member = data.members[placed.index]
    return member === undefined ? null : (
      <MemberBox key={member.id} {...props} placed={placed} member={member} />
    )
  }
  return (
    <div ref={ref} className={style['ensemble']}>
      <div className={style['stage']} style={{ height: layout.height }}>
        <svg width={Math.max(340, width)} height={layout.height} className={style['lines']} aria-hidden>
          {layout.leader !== undefined &&
            layout.followers.map((f) => <Line key={f.index} {...props} leader={layout.leader} placed={f} />)}
          {layout.leader !== undefined &&
            layout.observers.map((o) => (
              <Line key={o.index} {...props} leader={layout.leader} placed={o} isObserver />
            ))}
        </svg>
        {layout.leader === undefined ? (
          <p className={style['leaderless']}>No member leads: nobody can write, and reads are refused.</p>
        ) : (
          box(layout.leader)
        )}
        {layout.followers.map(box)}
        {layout.observers.map(box)}
      </div>
      <QuorumMeter data={data} at={props.at} />
    </div>
  )
}

function rolesOf(data: EnsembleData) {
  const leader = data.members.findIndex((m) => m.id === data.leader)
  const rest = [...data.members.keys()].filter((i) => i !== leader)
  const isObserver = (i: number) => data.members[i]?.voter === false
  return { leader, followers: rest.filter((i) => !isObserver(i)), observers: rest.filter(isObserver) }
}

function Line({
  data,
  at,
  leader,
  placed,
  isObserver,
}: EnsembleDrawingProps & {
  readonly leader: Placed | undefined
  readonly placed: Placed
  readonly isObserver?: boolean
}) {
  const member = data.members[placed.index]
  if (member === undefined || leader === undefined) return null
  const { tone } = memberWords(member, at)
  const d = isObserver === true ? observeLine(leader, placed) : followLine(leader, placed)
  return (
    <path d={d} className={classes(style['line'], style[isObserver === true ? 'observing' : lineOf(tone)])} />
  )
}

const lineOf = (tone: Tone) => (tone === 'ok' ? 'following' : tone === 'warn' ? 'lagging' : 'lost')

function MemberBox(
  props: EnsembleDrawingProps & { readonly placed: Placed; readonly member: EnsembleMember },
) {
  const { data, placed, member, at, selected, onSelect } = props
  const { tone, word } = memberWords(member, at)
  const isLeader = member.id === data.leader
  const place: CSSProperties = {
    left: placed.x - placed.width / 2,
    top: placed.y - placed.height / 2,
    width: placed.width,
    height: placed.height,
  }
  return (
    <div
      className={classes(
        style['member'],
        isLeader && style['leads'],
        style[tone],
        member.voter === false && style['observer'],
        member.id === selected && style['selected'],
      )}
      style={place}
    >
      {/* The whole box is the button; figures inside keep their own hover. */}
      <button
        type="button"
        className={style['cover']}
        aria-pressed={member.id === selected}
        aria-label={`${memberName(member)}, ${member.mode ?? 'role not observed'}, ${word}`}
        onClick={() => onSelect(member.id)}
      />
      {isLeader ? <Leader {...props} /> : <Follower {...props} />}
    </div>
  )
}

function Leader({ data, member, readAt }: { data: EnsembleData; member: EnsembleMember; readAt: number }) {
  const entity = memberEntity(member.id)
  return (
    <>
      <div className={style['name']}>
        {memberName(member)} · {member.mode} <Mark entity={entity} />
      </div>
      <div className={style['mono']}>
        epoch <Epoch value={member.epoch} /> · zxid {member.zxid ?? '?'}
      </div>
      <div className={style['quiet']}>
        {data.quorum.voters === 1 ? 'decides alone' : 'votes for itself'} ·{' '}
        <Num
          value={data.writesPerSecond ?? NaN}
          unit="per second"
          from="rise of the zxid counter over a minute"
          entity={entity}
          readAt={readAt}
        />{' '}
        writes
      </div>
    </>
  )
}

const Epoch = ({ value }: { value: number | null }) => (value === null ? '?' : `0x${value.toString(16)}`)

function Follower({ member, at, readAt }: { member: EnsembleMember; at: number; readAt: number }) {
  const { tone, word, note } = memberWords(member, at)
  return (
    <>
      <Pair
        left={
          <>
            <Dot tone={tone} /> <b>{memberName(member)}</b> <Mark entity={memberEntity(member.id)} />
          </>
        }
        right={member.voter === false ? 'observer' : (member.mode ?? 'voter')}
      />
      <Pair
        left="gap"
        right={
          <b className={tone === 'ok' ? style['plain'] : style[`ink-${tone}`]}>
            <Num
              value={member.gap === null ? NaN : -member.gap}
              from="zxid counter minus the leader’s, in one epoch"
              entity={memberEntity(member.id)}
              readAt={readAt}
              missing={member.why ?? 'Counters are only compared inside one epoch.'}
            />
          </b>
        }
      />
      {member.voter !== false && <div className={style[`ink-${tone}`]}>{word}</div>}
      <div className={style['note']}>
        {member.voter === false && tone !== 'ok' ? `${word} ${note}` : note}
      </div>
    </>
  )
}

function Pair({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className={style['pair']}>
      <span>{left}</span>
      <span className={style['quiet']}>{right}</span>
    </div>
  )
}
