import type { ReactNode } from 'react'
import type { BeliefMatrix } from '../../../../shared/systems/redis-sentinel-views.ts'
import { classes } from '../../../components/classes.ts'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Dot, State } from '../../../components/State.tsx'
import type { Tone } from '../../../components/tone.ts'
import style from './sentinels.module.css'
import { candidateWords, downVote, leaderVote, type Vote } from './votes.ts'

const outlook = {
  yes: ['ok', 'possible'],
  no: ['bad', 'not possible'],
  unknown: ['unknown', 'not known'],
} as const

/** What a failover would need, step by step, and whether it is there now. */
export function FailoverPanel({ matrix }: { readonly matrix: BeliefMatrix }) {
  const { failover } = matrix
  const [tone, word] = outlook[failover.can]
  const down = downVote(failover)
  const leader = leaderVote(failover)
  const candidate = candidateWords(failover)
  return (
    <Panel title="If the master were lost now" actions={<State tone={tone}>failover {word}</State>}>
      <div className={style['outlook']}>
        <p>{failover.says}.</p>
        <Step
          title="1 · Agree that it is down"
          note={down.needed === null ? 'quorum ?' : `quorum ${down.needed}`}
          tone={down.tone}
        >
          <Seats vote={down} kind="down" />
          <p>{down.says}</p>
        </Step>
        <Step
          title="2 · Elect who leads"
          note={`majority ${leader.needed ?? '?'} of ${failover.known}`}
          tone={leader.tone}
        >
          <Seats vote={leader} kind="taken" />
          <p>{leader.says}</p>
        </Step>
        <Step title="3 · Promote a replica" note="priority, offset, run id" tone={candidate.tone}>
          <p>{candidate.says}</p>
          <Candidates matrix={matrix} />
        </Step>
      </div>
    </Panel>
  )
}

interface StepProps {
  readonly title: string
  readonly note: string
  readonly tone: Tone
  readonly children: ReactNode
}

function Step({ title, note, tone, children }: StepProps) {
  return (
    <div className={style['step']}>
      <h4>
        <Dot tone={tone} /> {title} <span>{note}</span>
      </h4>
      {children}
    </div>
  )
}

/** One seat a sentinel; the line stands after as many as are needed. */
function Seats({ vote, kind }: { readonly vote: Vote; readonly kind: 'down' | 'taken' }) {
  return (
    <div className={style['seats']} role="img" aria-label={vote.says}>
      {Array.from({ length: vote.seats }, (_, seat) => (
        <SeatAndLine key={seat} isTaken={seat < vote.taken} kind={kind} hasLine={seat + 1 === vote.needed} />
      ))}
    </div>
  )
}

function SeatAndLine(props: {
  readonly isTaken: boolean
  readonly kind: 'down' | 'taken'
  readonly hasLine: boolean
}) {
  return (
    <>
      <i className={classes(style['seat'], props.isTaken && style[props.kind])} />
      {props.hasLine && <i className={style['line']} />}
    </>
  )
}

function Candidates({ matrix: { failover } }: { readonly matrix: BeliefMatrix }) {
  return (
    <ul className={style['list']}>
      {failover.candidates.map((address, place) => (
        <li key={address}>
          <Dot tone="ok" />
          <Name>{address}</Name>
          <span>{place === 0 ? 'first choice' : 'ready'}</span>
        </li>
      ))}
      {failover.excluded.map(({ address, why }) => (
        <li key={address}>
          <Dot tone="warn" />
          <Name>{address}</Name>
          <span>{why}</span>
        </li>
      ))}
    </ul>
  )
}
