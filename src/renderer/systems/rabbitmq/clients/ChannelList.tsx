import { X } from 'lucide-react'
import { useCallback, useMemo, type ReactNode } from 'react'
import { formatMeasure, formatNumber } from '../../../../shared/base/format-number.ts'
import { formatClock } from '../../../../shared/base/format-time.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { ChannelRow, ChannelsData } from '../../../../shared/systems/rabbitmq-client-views.ts'
import { Gone } from '../../../app/compare/Gone.tsx'
import { usePageState } from '../../../app/use-page-state.ts'
import { Empty } from '../../../components/Blocks.tsx'
import { Button } from '../../../components/Button.tsx'
import { SearchField } from '../../../components/Field.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Segmented } from '../../../components/Segmented.tsx'
import { DataTable } from '../../../components/table/DataTable.tsx'
import { MissingNotes } from '../../MissingNotes.tsx'
import { Said } from '../../Said.tsx'
import type { Times } from '../../Viewed.tsx'
import { isChannel } from '../entities.ts'
import { blindNotes } from '../blind-notes.ts'
import { channelColumns } from './channel-columns.tsx'
import { channelsSaid, publishesBlind } from './client-words.ts'

export interface ChannelListProps {
  readonly data: ChannelsData
  readonly times: Times
  readonly choice: ReactNode
}

/** Every channel that was listed: what it may hold, what it holds, and whether its publishes are confirmed. */
export function ChannelList({ data, times, choice }: ChannelListProps) {
  const { rows } = data
  const [text, setText] = usePageState('q', '')
  const [kind, setKind] = usePageState('kind', 'all')
  const [of, setOf] = usePageState('of', '')
  const [selected] = usePageState('channel', '')
  const columns = useMemo(() => channelColumns(data, times), [data, times.at, times.readAt])
  const matches = useCallback(
    (row: number) => {
      const each = rows[row]
      return (
        each !== undefined &&
        (of === '' || each.connection === of) &&
        isOfKind(each, kind) &&
        hasText(each, text)
      )
    },
    [rows, text, kind, of],
  )
  return (
    <>
      {channelsSaid(rows).map((said) => (
        <Said key={said.headline} {...said} />
      ))}
      <MissingNotes missing={blindNotes(data.blind)} />
      <Gone isListed={isChannel} />
      <Panel
        title="Channels"
        fill
        note={of === '' ? noteOf(data) : `of ${of}`}
        actions={
          <>
            {of !== '' && (
              <Button kind="ghost" onClick={() => setOf('')}>
                <X size={12} /> of all connections
              </Button>
            )}
            {choice}
            <Segmented
              label="Which channels"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'all', label: 'all' },
                { value: 'holding', label: 'holding messages' },
                { value: 'blind', label: 'unconfirmed' },
              ]}
            />
            <SearchField value={text} onChange={setText} placeholder="Client, queue, user or node" />
          </>
        }
      >
        <DataTable
          label="Channels"
          columns={columns}
          count={rows.length}
          rowKey={(row) => rows[row]?.name ?? ''}
          entityOf={(row) => rabbitmqEntity('channel', rows[row]?.name ?? '')}
          matches={matches}
          selectedKey={selected === '' ? undefined : selected}
          minWidth={1180}
          empty={<NoChannels data={data} text={text} kind={kind} />}
        />
      </Panel>
    </>
  )
}

function isOfKind(row: ChannelRow, kind: string): boolean {
  if (kind === 'holding') return (row.unacked ?? 0) > 0
  return kind !== 'blind' || publishesBlind(row)
}

function hasText(row: ChannelRow, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  const words = [row.client, row.connection, row.user, row.node, ...row.queues]
  return wanted === '' || words.some((word) => word?.toLowerCase().includes(wanted) === true)
}

function noteOf({ rows, total, readAt, openedPerSecond }: ChannelsData): string {
  if (readAt === null) return 'not read'
  const isCut = total !== null && total > rows.length
  const count = isCut ? `${formatNumber(rows.length)} of ${formatNumber(total)}` : formatNumber(rows.length)
  const churn = openedPerSecond === null ? '' : `, ${formatMeasure(openedPerSecond)}/s opened`
  return `${count}${churn}; read ${formatClock(readAt)}`
}

function NoChannels({
  data,
  text,
  kind,
}: {
  readonly data: ChannelsData
  readonly text: string
  readonly kind: string
}) {
  if (data.readAt === null) return <Empty title="Channels were not read yet." />
  if (data.rows.length === 0) return <Empty title="No channel is open." />
  if (text.trim() !== '') return <Empty title={`No channel contains “${text.trim()}”.`} />
  if (kind === 'holding') return <Empty title="No channel holds unacknowledged messages." />
  if (kind === 'blind') return <Empty title="Every channel that publishes gets confirms." />
  return <Empty title="This connection has no channel." />
}
