import { memo } from 'react'
import { formatDuration } from '../../../../shared/base/format-time.ts'
import { classes } from '../../../components/classes.ts'
import { Mark } from '../../../components/Mark.tsx'
import { useMarks } from '../../../components/marks.ts'
import { Num } from '../../../components/Num.tsx'
import { Dot } from '../../../components/State.tsx'
import type { Tone } from '../../../components/tone.ts'
import { shownState } from '../partition-words.ts'
import type { PartitionRow } from '../topic-rows.ts'
import { LevelDrawing } from './LevelDrawing.tsx'
import type { ReplicaChange } from './changes.ts'
import type { GroupInk } from './group-ink.ts'
import { rowGeometry, type RowMeasure } from './row-geometry.ts'
import type { TailScale } from './tail.ts'
import style from './water.module.css'

export interface LevelRowProps {
  readonly topic: string
  readonly row: PartitionRow
  readonly scale: TailScale
  readonly measure: RowMeasure
  readonly drawingWidth: number
  readonly isSelected: boolean
  readonly isFirst: boolean
  readonly groups: readonly GroupInk[]
  /** How its replicas differ from the moment that is compared, by broker. */
  readonly changes: ReadonlyMap<number, ReplicaChange> | undefined
  /** The moment and its sample, epoch ms. */
  readonly at: number
  readonly readAt: number
  readonly onSelect: (partition: number) => void
}

/** One partition: who leads it and how it is, its levels, its end. */
export const LevelRow = memo(function LevelRow(props: LevelRowProps) {
  const { row, scale, measure, topic, isSelected } = props
  const { tone, word } = shownState(row)
  const isOpen = isSelected || tone === 'bad'
  const entity = `topic/${topic}/${row.partition}`
  const mark = useMarks()?.of(entity)
  const geometry = rowGeometry(row, scale, measure)
  return (
    <div
      id={`partition-${row.partition}`}
      role="option"
      aria-selected={isSelected}
      aria-label={[`Partition ${row.partition}`, word, mark?.says].filter(Boolean).join(', ')}
      className={classes(style['row'], isSelected && style['selected'])}
      style={{ height: geometry.height }}
      onMouseDown={() => props.onSelect(row.partition)}
    >
      <Who {...props} tone={tone} word={word} entity={entity} />
      <LevelDrawing
        row={row}
        geometry={geometry}
        scale={scale}
        width={props.drawingWidth}
        isOpen={isOpen}
        isFirst={props.isFirst}
        groups={props.groups}
        changes={props.changes}
        at={props.at}
      />
      <Ends {...props} entity={entity} />
    </div>
  )
})

type PartProps = LevelRowProps & { readonly entity: string }

/** Which partition, who leads it, how it is, where its log starts. */
function Who({
  row,
  measure,
  at,
  readAt,
  isSelected,
  entity,
  tone,
  word,
}: PartProps & { readonly tone: Tone; readonly word: string }) {
  return (
    <div className={style['who']} style={{ paddingTop: measure.top - 3 }}>
      <b className={style['number']}>{row.partition}</b>
      <span className={style['leader']}>
        {row.leader < 0 ? 'no leader' : `leader ${row.leader}`}
        {Number.isFinite(row.epoch) && ` · epoch ${row.epoch}`} <Mark entity={entity} focusable={false} />
      </span>
      <Dot tone={tone} />
      <span className={classes(style['state'], style[tone])}>
        {word}
        {row.hwStands && <> for {formatDuration(at - row.hwStandsSince)}</>}
      </span>
      <span className={style['start']}>
        <Num
          value={row.logStart}
          metric="partition.logStart"
          entity={entity}
          readAt={readAt}
          focusable={isSelected}
        />
      </span>
    </div>
  )
}

/** The end of its log, and how fast it rises. */
function Ends({ row, measure, readAt, isSelected, entity }: PartProps) {
  return (
    <div className={style['ends']} style={{ paddingTop: measure.top - 3 }}>
      <Num
        value={row.end}
        metric="replica.leo"
        entity={`${entity}@${row.leader}`}
        readAt={readAt}
        focusable={isSelected}
      />
      <span className={style['dim']}>
        <Num
          value={row.messagesPerSecond}
          unit="messages per second"
          from="rate of the high watermark"
          entity={entity}
          readAt={readAt}
          focusable={isSelected}
        />
      </span>
    </div>
  )
}
