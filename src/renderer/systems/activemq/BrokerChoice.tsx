import { useActivemqView } from './use-activemq-view.ts'
import style from './pieces.module.css'

export interface BrokerChoiceProps {
  readonly targetId: string
  /** '' for all. */
  readonly value: string
  readonly onChange: (broker: string) => void
}

/** Which broker a list is of; nothing where there is only one. */
export function BrokerChoice({ targetId, value, onChange }: BrokerChoiceProps) {
  const { data } = useActivemqView(targetId, 'brokers', {})
  const keys = data?.brokers.map((broker) => broker.key) ?? []
  if (keys.length < 2 && value === '') return null
  return (
    <select
      className={style['select']}
      aria-label="Broker"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">all brokers</option>
      {[...new Set([...keys, ...(value === '' ? [] : [value])])].map((key) => (
        <option key={key} value={key}>
          {key}
        </option>
      ))}
    </select>
  )
}
