import { Star } from 'lucide-react'
import type { MemberRow, QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { Link } from '../../../app/Link.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import style from './queue.module.css'

/** The nodes that hold a copy, who leads, and how many may go. */
export function MembersPanel({ data: { members } }: { readonly data: QueueData }) {
  return (
    <Panel title="Members" note={marginOf(members)}>
      <ul className={style['members']}>
        {members.map((member) => (
          <li key={member.node}>
            {member.isLeader ? <Star size={11} role="img" aria-label="leader" /> : <i />}
            <Link to={['nodes', member.node]}>
              <Name cut>{member.node}</Name>
            </Link>
            <Standing member={member} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Standing({ member: { isOnline, isKnown, isLeader } }: { readonly member: MemberRow }) {
  if (!isKnown) return <State tone="bad">no longer in the cluster</State>
  if (isOnline === null) return <State tone="unknown">not observed</State>
  if (!isOnline) return <State tone="bad">not online</State>
  return <State tone="ok">{isLeader ? 'leads' : 'follows'}</State>
}

function marginOf(members: readonly MemberRow[]): string {
  const online = members.filter(({ isOnline }) => isOnline === true).length
  const majority = Math.floor(members.length / 2) + 1
  const spare = online - majority
  if (spare < 0) return `majority is ${majority}: it has stopped`
  return spare === 0 ? `majority is ${majority}: none may go` : `majority is ${majority}: ${spare} may go`
}
