import { useId } from 'react'
import { HatchPattern } from '../../components/Hatch.tsx'
import { Kbd } from '../../components/Button.tsx'
import { keyName } from '../key-table.ts'
import type { KeyAction } from '../key-table.ts'
import style from './timebar.module.css'

const keys: readonly (readonly [readonly KeyAction[], string])[] = [
  [['sampleBack', 'sampleForward'], 'one sample'],
  [['eventBack', 'eventForward'], 'event'],
  [['findingBack', 'findingForward'], 'finding'],
  [['goTo'], 'go to a time'],
  [['live'], 'live'],
  [['compare'], 'compare'],
  [['unfold'], 'fold'],
]

/** What the marks mean and which keys move the instant; only below the unfolded bar. */
export function Legend({ hasPinned }: { readonly hasPinned: boolean }) {
  const hatch = useId()
  return (
    <div className={style['legend']}>
      <span>
        <svg width={18} height={10} aria-hidden>
          <path d="M1 10V5M5 10V2M9 10V7M13 10V0" stroke="var(--dim)" strokeWidth={3} />
        </svg>
        events
      </span>
      {(['bad', 'warn'] as const).map((tone) => (
        <span key={tone}>
          <svg width={18} height={9} aria-hidden>
            <rect
              width={18}
              height={9}
              rx={2}
              fill={`var(--${tone})`}
              fillOpacity={0.28}
              stroke={`var(--${tone})`}
            />
          </svg>
          {tone === 'bad' ? 'critical finding' : 'warning'}
        </span>
      ))}
      <span>
        <svg width={18} height={10} aria-hidden>
          <defs>
            <HatchPattern id={hatch} />
          </defs>
          <rect width={18} height={10} fill={`url(#${hatch})`} />
        </svg>
        not seen: no samples, no claims
      </span>
      <span>
        <svg width={4} height={12} aria-hidden>
          <path d="M2 0V12" stroke="var(--accent)" strokeWidth={2} />
        </svg>
        the instant you see
      </span>
      {hasPinned && (
        <span>
          <svg width={10} height={12} aria-hidden>
            <path d="M5 0V12" stroke="var(--mark)" strokeWidth={2} strokeDasharray="4 2" />
            <path d="M5 4l4 4l-4 4l-4 -4Z" fill="var(--mark)" />
          </svg>
          compared with it
        </span>
      )}
      <i className={style['grow']} />
      {keys.map(([actions, does]) => (
        <span key={does}>
          {actions.map((action) => (
            <Kbd key={action}>{keyName(action)}</Kbd>
          ))}
          {does}
        </span>
      ))}
    </div>
  )
}
