import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { QueueData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { classes } from '../../../components/classes.ts'
import { heldParts, type HeldPart } from './held.ts'
import style from './queue.module.css'

/** The unacknowledged messages as one bar, each part named by who holds it. */
export function HeldBar({ data }: { readonly data: QueueData }) {
  const parts = heldParts(data)
  const total = parts.reduce((sum, { messages }) => sum + messages, 0)
  if (total === 0) return null
  return (
    <div className={style['held']} role="img" aria-label={spoken(parts)}>
      {parts.map((part) => (
        <span
          key={`${part.is} ${part.who}`}
          className={classes(style['part'], style[part.is])}
          style={{ flexGrow: part.messages }}
          title={textOf(part)}
        >
          {part.messages / total > 0.12 && textOf(part)}
        </span>
      ))}
    </div>
  )
}

const textOf = ({ who, messages, is }: HeldPart): string =>
  `${who} ${formatNumber(messages)}${is === 'shared' ? ', of several queues' : ''}`

const spoken = (parts: readonly HeldPart[]): string =>
  `Unacknowledged messages are held by: ${parts.map(textOf).join('; ')}`
