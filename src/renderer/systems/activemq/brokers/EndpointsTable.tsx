import { useMemo } from 'react'
import type { EndpointRow } from '../../../../shared/systems/activemq-views.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Name } from '../../../components/Name.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import type { Column } from '../../../components/table/columns.ts'
import { numberColumns, wordColumn } from '../../number-columns.tsx'
import page from '../../page.module.css'
import { ShortTable } from '../../ShortTable.tsx'
import type { Times } from '../../Viewed.tsx'
import { endpointEntity } from '../../../../shared/systems/activemq-entities.ts'
import { endpointWords, sinceText, toneRank } from '../words.ts'

export interface EndpointsTableProps {
  readonly endpoints: readonly EndpointRow[]
  readonly times: Times
  readonly title?: string
  readonly selected?: string
}

/** Addresses of Jolokia that are asked: how each answers, and what that means. */
export function EndpointsTable({ endpoints, times, title = 'Addresses', selected }: EndpointsTableProps) {
  const columns = useMemo(() => endpointColumns(endpoints, times), [endpoints, times.at, times.readAt])
  return (
    <Panel title={title} note="of Jolokia; a slave that waits opens no port at all">
      <ShortTable
        label={title}
        columns={columns}
        count={endpoints.length}
        rowKey={(row) => endpoints[row]?.address ?? ''}
        entityOf={(row) => endpointEntity(endpoints[row]?.address ?? '')}
        selectedKey={selected}
        most={10}
        minWidth={760}
        empty={<Empty title="No address is asked." />}
      />
    </Panel>
  )
}

function endpointColumns(rows: readonly EndpointRow[], times: Times): readonly Column[] {
  const number = numberColumns((row) => endpointEntity(rows[row]?.address ?? ''), times.readAt)
  const words = (row: number) => {
    const endpoint = rows[row]
    return endpoint === undefined ? undefined : endpointWords(endpoint)
  }
  return [
    wordColumn(
      ['address', 'Address', 'minmax(130px, 1fr)'],
      (row) => <Name cut>{rows[row]?.address ?? ''}</Name>,
      (row) => rows[row]?.address ?? '',
    ),
    wordColumn(
      ['state', 'State', '140px'],
      (row) => (
        <span title={`${rows[row]?.why ?? ''} ${sinceText(rows[row]?.stateSince ?? null, times.at)}`.trim()}>
          <State tone={words(row)?.tone ?? 'unknown'}>{words(row)?.word}</State>
        </span>
      ),
      (row) => toneRank(words(row)?.tone ?? 'unknown'),
    ),
    wordColumn(['says', 'What that means', 'minmax(240px, 3fr)'], (row) => (
      <span title={rows[row]?.says}>{rows[row]?.says}</span>
    )),
    number(['trip', 'Round trip', '84px'], 'ms', (row) => rows[row]?.roundTripMs, {
      metric: 'endpoint.round_trip',
    }),
    wordColumn(['version', 'Version', '130px'], (row) => orUnknown(rows[row]?.version)),
    wordColumn(['agent', 'Agent', '110px'], (row) => orUnknown(rows[row]?.agent)),
  ]
}

const orUnknown = (text: string | null | undefined) => text ?? <span className={page['dim']}>?</span>
