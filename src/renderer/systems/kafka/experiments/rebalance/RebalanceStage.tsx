import { useMemo, useState } from 'react'
import type { RunEntry } from '../../../../../shared/api/experiments.ts'
import { eventsOf, isEager, isStrategy, readEvent } from '../../../../../shared/systems/kafka-rebalance.ts'
import { foldRebalances, type Rebalances } from '../../../../../shared/systems/kafka-rebalance-changes.ts'
import { linearScale } from '../../../../../shared/chart/scale.ts'
import { Segmented } from '../../../../components/Segmented.tsx'
import {
  type Span,
  spanOf,
  type StageProps,
  useStageFrame,
  useStageWidth,
} from '../../../../experiments/stage.ts'
import { ChangesTable } from './ChangesTable.tsx'
import { type Arranged, drawingOf, namePx } from './drawing.ts'
import { OwnershipChart } from './OwnershipChart.tsx'
import style from './rebalance.module.css'
import { describe } from './words.ts'

const ways = [
  { value: 'member', label: 'by member' },
  { value: 'partition', label: 'by partition' },
  { value: 'table', label: 'as a table' },
] as const
type Way = (typeof ways)[number]['value']

/** Before the first change so much of the quiet group is shown, ms. */
const leadMs = 1500
const rightPx = 30

/** Who owns which partition, in time: by member, by partition, or the changes as a table. */
export function RebalanceStage(props: StageProps) {
  const { run, entries, until } = props
  const [ref, width] = useStageWidth()
  const [way, setWay] = useState<Way>('member')
  const isInReport = useStageFrame().width !== undefined
  const seen = useMemo(() => foldRebalances(eventsOf(entries)), [entries])
  const arranged = way === 'partition' ? 'partition' : 'member'
  return (
    <div ref={ref} className={style['stage']}>
      {!isInReport && (
        <div className={style['bar']}>
          <span className={style['note']}>{noteOf(run.parameters['strategy'], arranged)}</span>
          <Segmented label="How the ownership is shown" value={way} options={ways} onChange={setWay} />
        </div>
      )}
      {way === 'table' ? (
        <ChangesTable seen={seen} until={until} from={spanOf(props).from} />
      ) : (
        width > 0 && <Chart {...props} {...{ seen, arranged, width }} />
      )}
    </div>
  )
}

interface ChartProps extends StageProps {
  readonly seen: Rebalances
  readonly arranged: Arranged
  readonly width: number
}

function Chart({ seen, arranged, width, run, entries, until }: ChartProps) {
  const { lit } = useStageFrame()
  const assignedIn = useMemo(() => assignments(entries), [entries])
  const whole = spanOf({ run, entries, until })
  const shown = shownSpan(seen, whole, entries)
  const now = Math.max(shown.from, Math.min(shown.to, until))
  const litAt = lit === undefined ? undefined : entries.find(({ seq }) => seq === lit)?.at
  const isLitHere = litAt !== undefined && litAt >= shown.from && litAt <= now
  const { px } = linearScale(shown.from, shown.to, namePx, Math.max(namePx + 80, width - rightPx))
  const { strategy, partitions } = run.parameters
  return (
    <OwnershipChart
      {...{ seen, arranged, width, px, shown, assignedIn }}
      drawing={drawingOf(seen, arranged, { width, until: now, px })}
      until={now}
      from={whole.from}
      litAt={isLitHere ? litAt : undefined}
      partitions={Number(partitions ?? 0)}
      says={describe(seen, strategy, now)}
      counter={strategy === 'consumer' ? 'epoch' : 'generation'}
    />
  )
}

/** From shortly before the first change to the end of the script: what came before and after is another story. */
function shownSpan(seen: Rebalances, whole: Span, entries: readonly RunEntry[]): Span {
  const isOver = entries.some(({ what }) => what === 'finished')
  return {
    from: seen.settledAt === undefined ? whole.from : Math.max(whole.from, seen.settledAt - leadMs),
    to: isOver ? seen.endedAt : whole.to,
  }
}

/** Which entry of the log gave a member something, by the member's own instant. */
function assignments(entries: readonly RunEntry[]): (member: string, at: number) => number | undefined {
  const found = new Map<string, number>()
  for (const entry of entries) {
    const event = readEvent(entry)
    if (event?.what === 'assigned') found.set(`${event.member} ${event.at}`, entry.seq)
  }
  return (member, at) => found.get(`${member} ${at}`)
}

function noteOf(strategy: unknown, arranged: 'member' | 'partition'): string {
  const numbers = arranged === 'member' ? 'numbers are partitions' : 'hatched: nobody reads it'
  if (!isStrategy(strategy)) return numbers
  if (strategy === 'consumer') return `the coordinator assigns · ${numbers}`
  return `${isEager(strategy) ? 'eager: everything is given back first' : 'incremental: only what moves stops'} · ${numbers}`
}
