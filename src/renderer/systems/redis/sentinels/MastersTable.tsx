import { useMemo } from 'react'
import type { BeliefMatrix } from '../../../../shared/systems/redis-sentinel-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { wordColumn } from '../../number-columns.tsx'
import { ShortTable } from '../../ShortTable.tsx'

export interface MastersTableProps {
  readonly masters: readonly BeliefMatrix[]
  readonly selected: string
  readonly onSelect: (name: string) => void
}

/** All masters that are watched, where they are too many to stand side by side. */
export function MastersTable({ masters, selected, onSelect }: MastersTableProps) {
  const columns = useMemo(() => mastersColumns(masters), [masters])
  return (
    <Panel title="Masters" note="by the name that sentinels watch them under">
      <ShortTable
        label="Masters"
        columns={columns}
        count={masters.length}
        rowKey={(row) => masters[row]?.name ?? ''}
        selectedKey={selected}
        onOpen={(row) => onSelect(masters[row]?.name ?? '')}
        most={6}
        empty={<Empty title="The sentinels watch no master." />}
      />
    </Panel>
  )
}

function mastersColumns(masters: readonly BeliefMatrix[]): readonly Column[] {
  return [
    wordColumn(
      ['name', 'Name', 'minmax(120px, 1fr)'],
      (row) => (
        <b>
          <Name cut>{masters[row]?.name ?? ''}</Name>
        </b>
      ),
      (row) => masters[row]?.name ?? '',
    ),
    wordColumn(['address', 'Master', 'minmax(130px, 1fr)'], (row) => (
      <Name cut>{masters[row]?.address ?? '?'}</Name>
    )),
    wordColumn(
      ['given', 'Agreement', '150px'],
      (row) => <Given master={masters[row]} />,
      (row) => -(masters[row]?.given.length ?? 0),
    ),
    wordColumn(['failover', 'Failover', '130px'], (row) => (
      <Can can={masters[row]?.failover.can ?? 'unknown'} />
    )),
    wordColumn(['says', 'What it would take', 'minmax(200px, 3fr)'], (row) => masters[row]?.failover.says),
  ]
}

function Given({ master }: { readonly master: BeliefMatrix | undefined }) {
  const count = master?.given.length ?? 0
  if (count === 0) return <State tone="unknown">nobody answers</State>
  return count === 1 ? <State tone="ok">one address</State> : <State tone="bad">{count} addresses</State>
}

function Can({ can }: { readonly can: BeliefMatrix['failover']['can'] }) {
  if (can === 'unknown') return <State tone="unknown">not known</State>
  return can === 'yes' ? <State tone="ok">possible</State> : <State tone="bad">not possible</State>
}
