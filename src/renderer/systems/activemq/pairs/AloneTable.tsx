import { useMemo } from 'react'
import type { PairRow } from '../../../../shared/systems/activemq-views.ts'
import { useOpen } from '../../../app/Link.tsx'
import { Empty, Unknown } from '../../../components/Blocks.tsx'
import { firstMarked, useMarks } from '../../../components/marks.ts'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { brokerEntity, endpointEntity } from '../../../../shared/systems/activemq-entities.ts'
import { Inset } from '../Inset.tsx'
import { endpointWords, sinceText } from '../words.ts'

export interface AloneTableProps {
  readonly pairs: readonly PairRow[]
  readonly times: Times
  /** Address that a link pointed at. */
  readonly selected: string
}

/** Brokers of which one address is known: nothing to draw, and the same that can't be known of each. */
export function AloneTable({ pairs, times, selected }: AloneTableProps) {
  const open = useOpen()
  const marks = useMarks()
  const columns = useMemo(() => aloneColumns(pairs, times), [pairs, times.at])
  return (
    <Panel title="Brokers with one address">
      <ShortTable
        label="Brokers with one address"
        columns={columns}
        count={pairs.length}
        rowKey={(row) => pairs[row]?.broker ?? ''}
        entityOf={(row) =>
          firstMarked(marks, [
            brokerEntity(pairs[row]?.broker ?? ''),
            endpointEntity(pairs[row]?.endpoints[0]?.address ?? ''),
          ])
        }
        selectedKey={pairs.find(({ endpoints }) => endpoints[0]?.address === selected)?.broker}
        onOpen={(row) => open(['brokers', pairs[row]?.broker ?? ''])}
        most={12}
        minWidth={760}
        empty={<Empty title="Every broker has more than one." />}
      />
      <Inset>
        <Unknown title="What can’t be known:">
          Whether these have a slave. One that waits opens no port, and no second address of theirs is among
          this target’s.
        </Unknown>
      </Inset>
    </Panel>
  )
}

function aloneColumns(pairs: readonly PairRow[], times: Times): readonly Column[] {
  const endpoint = (row: number) => pairs[row]?.endpoints[0]
  return [
    wordColumn(
      ['broker', 'Broker', 'minmax(100px, 1fr)'],
      (row) => <Name cut>{pairs[row]?.broker ?? ''}</Name>,
      (row) => pairs[row]?.broker ?? '',
    ),
    wordColumn(
      ['address', 'Address', 'minmax(130px, 1fr)'],
      (row) => <Name cut>{endpoint(row)?.address ?? ''}</Name>,
      (row) => endpoint(row)?.address ?? '',
    ),
    wordColumn(['state', 'State', '130px'], (row) => {
      const each = endpoint(row)
      if (each === undefined) return null
      const words = endpointWords(each)
      return <State tone={words.tone}>{words.word}</State>
    }),
    wordColumn(
      ['since', 'Since', 'minmax(150px, 1fr)'],
      (row) => sinceText(endpoint(row)?.stateSince ?? null, times.at).replace('since ', ''),
      (row) => endpoint(row)?.stateSince ?? NaN,
    ),
    wordColumn(['store', 'Store', 'minmax(220px, 2.4fr)'], (row) => (
      <span className={page['dim']}>
        <Name cut>{pairs[row]?.stores[0]?.store ?? 'not told'}</Name>
      </span>
    )),
  ]
}
