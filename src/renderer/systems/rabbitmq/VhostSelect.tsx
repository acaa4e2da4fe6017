import style from './select.module.css'

export interface VhostSelectProps {
  readonly vhosts: readonly string[]
  readonly value: string
  readonly onChange: (vhost: string) => void
  /** Where all may be shown at once: what that choice is called; its value is ''. */
  readonly all?: string
}

/** Which virtual host is shown; nothing to choose where there is one. */
export function VhostSelect({ vhosts, value, onChange, all }: VhostSelectProps) {
  if (vhosts.length < 2) return null
  return (
    <select
      className={style['select']}
      aria-label="Virtual host"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {all !== undefined && <option value="">{all}</option>}
      {vhosts.map((vhost) => (
        <option key={vhost} value={vhost}>
          {vhost}
        </option>
      ))}
    </select>
  )
}
