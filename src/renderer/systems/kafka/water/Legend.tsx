import type { GroupInk } from './group-ink.ts'
import style from './water.module.css'

const mostGroups = 4

export interface LegendProps {
  readonly groups: readonly GroupInk[]
  /** What the moment is called that is compared. */
  readonly comparedWith: string | undefined
}

/** The marks that repeat in every row. */
export function Legend({ groups, comparedWith }: LegendProps) {
  return (
    <span className={style['legend']}>
      <Key className={style['leader']} text="★ leader" />
      <Key className={style['in']} text="in ISR" />
      <Key className={style['out']} text="out of ISR" />
      <span>
        <svg width={5} height={12} aria-hidden>
          <path d="M2.5 0V12" className={style['hw']} />
        </svg>
        high watermark
      </span>
      {comparedWith !== undefined && (
        <span>
          <b className={style['was']}>☆</b> leader at {comparedWith}
        </span>
      )}
      {groups.slice(0, mostGroups).map((group) => (
        <span key={group.name} className={style['group']}>
          <svg width={10} height={9} aria-hidden>
            <path d="M5 0l4.5 8h-9Z" style={{ fill: group.color }} />
          </svg>
          {group.name}
        </span>
      ))}
      {groups.length > mostGroups && <span>and {groups.length - mostGroups} more groups</span>}
    </span>
  )
}

function Key({ className, text }: { readonly className: string | undefined; readonly text: string }) {
  return (
    <span>
      <svg width={22} height={9} aria-hidden>
        <rect width={22} height={9} className={className} />
      </svg>
      {text}
    </span>
  )
}
