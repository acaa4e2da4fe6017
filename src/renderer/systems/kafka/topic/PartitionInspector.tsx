import { X } from 'lucide-react'
import { formatClock, formatClockMs, formatInstant } from '../../../../shared/base/format-time.ts'
import type { SourcedRow } from '../../../../shared/systems/kafka-topic-views.ts'
import { Unknown } from '../../../components/Blocks.tsx'
import { Button } from '../../../components/Button.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Facts } from '../../../components/Facts.tsx'
import { Mark } from '../../../components/Mark.tsx'
import { Num } from '../../../components/Num.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { State } from '../../../components/State.tsx'
import page from '../../page.module.css'
import { Viewed } from '../../Viewed.tsx'
import { partitionEntity } from '../../../../shared/systems/kafka-entities.ts'
import { partitionWords, type TopicFacts } from '../partition-words.ts'
import type { PartitionRow } from '../topic-rows.ts'
import { useKafkaView } from '../use-kafka-view.ts'
import { ExplainedBy } from './ExplainedBy.tsx'
import style from './topic.module.css'

export interface PartitionInspectorProps {
  readonly targetId: string
  readonly topic: string
  readonly row: PartitionRow
  readonly facts: TopicFacts
  /** What the page already says is missing. */
  readonly known: ReadonlySet<string>
  readonly onClose: () => void
}

/** What happens to one partition: one sentence, then every number with the request, the node and the time it is from. */
export function PartitionInspector({ targetId, topic, row, facts, known, onClose }: PartitionInspectorProps) {
  const view = useKafkaView(targetId, 'partition', { topic, partition: row.partition })
  const words = partitionWords(row, facts)
  return (
    <Panel
      className={page['side']}
      fill
      title={
        <span id="partition-inspector" tabIndex={-1} className={style['inspectorTitle']}>
          Partition {row.partition} <Mark entity={partitionEntity(topic, row.partition)} />{' '}
          <State tone={words.tone}>{words.word}</State>
        </span>
      }
      actions={
        <>
          <CopyButton label="Copy what is known" text={() => asText(topic, row, view.data?.rows ?? [])} />
          <Button kind="ghost" label="Close" onClick={onClose}>
            <X size={13} />
          </Button>
        </>
      }
    >
      <p className={style['said']}>
        <b>{words.headline}</b> <span>{words.rest}</span>
      </p>
      <Viewed view={view} what={`Partition ${row.partition}`}>
        {(data, { at }) => (
          <>
            <div className={style['facts']}>
              <Facts rows={data.rows.map((each) => factRow(each, at))} />
            </div>
            {data.missing
              .filter((m) => !known.has(m.what))
              .map((m) => (
                <div key={m.what} className={style['unknown']}>
                  <Unknown title={`${m.what}: unknown.`} fix={m.fix ?? undefined}>
                    {m.why}
                  </Unknown>
                </div>
              ))}
          </>
        )}
      </Viewed>
      <ExplainedBy
        targetId={targetId}
        entity={partitionEntity(topic, row.partition)}
        isTroubled={words.tone !== 'ok'}
      />
    </Panel>
  )
}

function factRow(row: SourcedRow, at: number) {
  return {
    label: row.label,
    value: (
      <span className={style[row.state ?? 'plain']}>
        <Value row={row} />
        <Note row={row} at={at} />
      </span>
    ),
    source: Number.isFinite(row.at) ? `${row.source}, ${formatClockMs(row.at)}` : row.source,
  }
}

function Value({ row }: { readonly row: SourcedRow }) {
  const { value } = row
  if (typeof value === 'string') return value
  const readAt = Number.isFinite(row.at) ? row.at : undefined
  return <Num value={value ?? NaN} unit={row.unit} from={row.source} readAt={readAt} />
}

function Note({ row, at }: { readonly row: SourcedRow; readonly at: number }) {
  const when = Number.isFinite(row.noteAt) ? formatInstant(row.noteAt, at) : ''
  const text = when === '' ? row.note : `${row.note ?? 'since'} ${when}`
  return text === null || text === '' ? null : <span className={style['note']}> {text}</span>
}

/** For a ticket or a chat: every line with its source. */
function asText(topic: string, row: PartitionRow, rows: readonly SourcedRow[]): string {
  const lines = rows.map((r) => {
    const read = Number.isFinite(r.at) ? ` ${formatClock(r.at)}` : ''
    return `${r.label}: ${r.value ?? '?'} ${r.note ?? ''} (${r.source}${read})`
  })
  return [`${topic}-${row.partition}`, ...lines].join('\n')
}
