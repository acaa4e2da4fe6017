import type { ControllerData } from '../../../shared/systems/kafka-cluster-views.ts'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import type { Column } from '../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../number-columns.tsx'

/** Nodes of the quorum: how far behind the leader, and how long ago they were last caught up. */
export function nodeColumns({ nodes }: ControllerData, readAt: number): readonly Column[] {
  const number = numberColumns((row) => `voter/${nodes.id[row] ?? ''}`, readAt)
  return [
    wordColumn(
      ['id', 'Node', '80px'],
      (row) => <b>{nodes.id[row]}</b>,
      (row) => nodes.id[row] ?? NaN,
    ),
    wordColumn(
      ['role', 'Role', '90px'],
      (row) => nodes.role[row],
      (row) => nodes.role[row] ?? '',
    ),
    wordColumn(['state', 'State', '150px'], (row) => (
      <NodeState
        role={nodes.role[row] ?? 'observer'}
        isCaughtUp={nodes.caughtUp[row] === 1}
        lag={nodes.lag[row] ?? NaN}
      />
    )),
    wordColumn(['address', 'Address', 'minmax(140px, 1fr)'], (row) => (
      <Name cut>{nodes.address[row] ?? '?'}</Name>
    )),
    number(['leo', 'Log end', '124px'], 'offset', nodes.leo, { metric: 'voter.leo' }),
    number(['lag', 'Behind', '124px'], 'messages', nodes.lag, { metric: 'voter.lag' }),
    number(['caught', 'Caught up ago', '124px'], 'ms', nodes.caughtUpAgeMs, { metric: 'voter.caughtUpAge' }),
    number(['fetch', 'Fetched ago', '124px'], 'ms', nodes.fetchAgeMs, { metric: 'voter.fetchAge' }),
  ]
}

function NodeState({ role, isCaughtUp, lag }: { role: string; isCaughtUp: boolean; lag: number }) {
  if (role === 'leader') return <State tone="ok">leads</State>
  if (Number.isNaN(lag)) return <State tone="unknown">not observed</State>
  if (isCaughtUp) return <State tone="ok">{role === 'voter' ? 'caught up' : 'follows'}</State>
  return <State tone={role === 'voter' ? 'bad' : 'warn'}>behind</State>
}
