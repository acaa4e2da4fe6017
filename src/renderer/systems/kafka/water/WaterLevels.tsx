import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { TopicData } from '../../../../shared/systems/kafka-topic-views.ts'
import { Kbd } from '../../../components/Button.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { Segmented } from '../../../components/Segmented.tsx'
import { useSize } from '../../../components/use-size.ts'
import { usePageKeys } from '../../use-page-keys.ts'
import type { PartitionRow } from '../topic-rows.ts'
import { Axis } from './Axis.tsx'
import type { ReplicaChanges } from './changes.ts'
import { groupInks } from './group-ink.ts'
import { Legend } from './Legend.tsx'
import { indexOf, LevelRows } from './LevelRows.tsx'
import { referenceEnd } from './row-geometry.ts'
import { chooseTail, roundTail, type TailScale } from './tail.ts'
import style from './water.module.css'

export interface WaterLevelsProps {
  readonly data: TopicData
  readonly rows: readonly PartitionRow[]
  readonly selected: number | undefined
  /** The moment and its sample, epoch ms. */
  readonly at: number
  readonly readAt: number
  /** While two moments are compared. */
  readonly compared?: Compared | undefined
  readonly onSelect: (partition: number) => void
  /** Enter: to the inspector. */
  readonly onOpen: () => void
}

/** How replicas differ from the other moment, and what that one is called. */
export interface Compared {
  readonly changes: ReplicaChanges
  readonly when: string
}

/** Width of what stands left and right of the drawing, as in the style sheet. */
const leftPx = 176
const rightPx = 96
const x0 = 58
const endInset = 10

/** Replicas as bars, by their distance to the end of the leader's log, and the watermark across them. */
export function WaterLevels(props: WaterLevelsProps) {
  const { data, rows, selected, onSelect } = props
  const [zoom, setZoom] = useState<'whole' | 'tail'>('tail')
  const [measureRef, size] = useSize()
  const tail = useTail(rows)
  const whole = useMemo(() => roundTail(wholeLog(rows)), [rows])
  const hasTail = tail < whole
  const drawingWidth = Math.max(200, size.width - leftPx - rightPx)
  const shownTail = zoom === 'tail' && hasTail ? tail : whole
  const scale = useMemo<TailScale>(
    () => ({ tail: shownTail, x0, x1: drawingWidth - endInset }),
    [shownTail, drawingWidth],
  )
  const inks = useMemo(() => groupInks(data.groups), [data.groups])
  const keys = useLevelKeys(props, () => setZoom(zoom === 'tail' ? 'whole' : 'tail'))
  return (
    <Panel
      title="Water levels"
      className={style['panel']}
      note={<Legend groups={inks} comparedWith={props.compared?.when} />}
      actions={
        hasTail && (
          <>
            <Kbd>W</Kbd>
            <Segmented
              label="How much of the log (W)"
              value={zoom}
              onChange={setZoom}
              options={[
                { value: 'whole', label: 'whole log' },
                { value: 'tail', label: `tail ${formatNumber(tail)}` },
              ]}
            />
          </>
        )
      }
    >
      <div ref={measureRef} className={style['levels']}>
        <Axis scale={scale} width={drawingWidth} perSecond={medianRate(rows)} />
        <LevelRows
          {...{ rows, selected, scale, drawingWidth, onSelect }}
          topic={data.name}
          changes={props.compared?.changes}
          groups={inks}
          at={props.at}
          readAt={props.readAt}
          onKeyDown={keys}
        />
      </div>
    </Panel>
  )
}

/** ↑ ↓ choose a partition, Enter goes to its inspector, W changes how much of the log is seen. */
function useLevelKeys({ rows, selected, onSelect, onOpen }: WaterLevelsProps, onZoom: () => void) {
  const keys = (event: Pick<KeyboardEvent, 'key' | 'preventDefault'>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, indexOf(rows, selected) + step))]
      if (next !== undefined) onSelect(next.partition)
    } else if (event.key === 'Enter') onOpen()
    else if (event.key === 'w' || event.key === 'W') onZoom()
    else return
    event.preventDefault()
  }
  usePageKeys(keys)
  return keys
}

/** A tail that fits what matters, and stays while it serves. */
function useTail(rows: readonly PartitionRow[]): number {
  const previous = useRef<number | undefined>(undefined)
  return useMemo(() => {
    const must = rows.flatMap((r) => {
      const end = referenceEnd(r)
      return [end - r.hw, ...r.replicas.filter((x) => x.inIsr).map((x) => end - x.leo)]
    })
    const may = rows.flatMap((r) => {
      const end = referenceEnd(r)
      return [...r.commits.map((c) => end - c.offset), ...r.replicas.map((x) => end - x.leo)]
    })
    const waiting = Math.max(0, ...rows.filter((r) => r.hwStands).map((r) => r.end - r.hw))
    previous.current = chooseTail({ must, may, waiting: waiting || 0 }, previous.current)
    return previous.current
  }, [rows])
}

const wholeLog = (rows: readonly PartitionRow[]): number => {
  const depths = rows.map((r) => referenceEnd(r) - r.logStart).filter((d) => Number.isFinite(d) && d > 0)
  return Math.max(10, ...depths)
}

/** Messages a second of the partition in the middle: what the axis' seconds are told by. */
function medianRate(rows: readonly PartitionRow[]): number {
  const rates = rows.map((r) => r.messagesPerSecond).filter((v) => v > 0)
  return rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? NaN
}
