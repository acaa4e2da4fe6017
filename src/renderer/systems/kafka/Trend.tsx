import { formatMeasure, formatSigned } from '../../../shared/base/format-number.ts'
import { Num } from '../../components/Num.tsx'

/** A change per second, with its sign. */
export function Trend({
  value,
  entity,
  readAt,
  from,
}: {
  readonly value: number
  readonly entity: string
  readonly readAt: number
  readonly from: string
}) {
  if (!Number.isFinite(value))
    return <Num value={NaN} from={from} entity={entity} readAt={readAt} focusable={false} />
  const text = Math.abs(value) < 10 ? `${value > 0 ? '+' : ''}${formatMeasure(value)}` : formatSigned(value)
  return <span title={`${from} · ${entity}`}>{text}</span>
}
