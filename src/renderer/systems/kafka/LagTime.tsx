import { Num } from '../../components/Num.tsx'

const from =
  'age of the oldest record not yet read: when the end passed the committed offset, by the series kept'

/** Lag as time. Infinity: it was written before the history that is kept. */
export function LagTime({
  ms,
  entity,
  readAt,
  focusable,
}: {
  readonly ms: number
  readonly entity: string
  readonly readAt: number
  readonly focusable?: boolean
}) {
  if (ms === Infinity)
    return <span title="Written before the instants that were looked back at">&gt; history</span>
  return (
    <Num value={ms} unit="ms" from={from} entity={entity} readAt={readAt} focusable={focusable ?? false} />
  )
}
