import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { OrreryError } from '../../shared/base/errors.ts'
import style from './Blocks.module.css'
import { CopyButton } from './CopyButton.tsx'

export interface EmptyProps {
  /** A full sentence: "No consumer group reads this topic." */
  readonly title: ReactNode
  /** Since when it is empty, or what would fill it. */
  readonly children?: ReactNode
}

/** Nothing is there, and that is known: an empty list is a fact. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className={style['empty']}>
      <b>{title}</b>
      {children !== undefined && <div className={style['dim']}>{children}</div>}
    </div>
  )
}

export interface UnknownProps {
  /** "Lag of group etl: unknown." */
  readonly title: ReactNode
  /** Why it could not be observed. */
  readonly children?: ReactNode
  /** The grant or setting that would change it. */
  readonly fix?: ReactNode
  /** The same as a command to copy. */
  readonly command?: string
}

/** Something could not be observed. Dashed, with what would unlock it; never a zero. */
export function Unknown({ title, children, fix, command }: UnknownProps) {
  return (
    <div className={style['unknown']}>
      <b>{title}</b> {children}
      {fix !== undefined && <div className={style['fix']}>{fix}</div>}
      {command !== undefined && (
        <div className={style['command']}>
          <span>{command}</span>
          <CopyButton text={command} label="Copy command" />
        </div>
      )}
    </div>
  )
}

export interface FailedProps {
  /** "prod-kafka can't be reached" */
  readonly title: ReactNode
  /** What was asked, what came back, what happens next. Given `error`, its message and fix are said. */
  readonly error?: unknown
  readonly children?: ReactNode
  /** Buttons: try again, show what was last seen. */
  readonly actions?: ReactNode
}

/** Something was asked for and failed. */
export function Failed({ title, error, children, actions }: FailedProps) {
  const fix = error instanceof OrreryError ? error.fix : undefined
  return (
    <div className={style['failed']} role="alert">
      <div className={style['title']}>
        <TriangleAlert size={13} />
        <span>{title}</span>
      </div>
      {error !== undefined && <div className={style['dim']}>{messageOf(error)}</div>}
      {fix !== undefined && <div className={style['fix']}>{fix}</div>}
      {children !== undefined && <div className={style['dim']}>{children}</div>}
      {actions !== undefined && <div className={style['actions']}>{actions}</div>}
    </div>
  )
}

/** Shown after 150 ms only; whatever was there before stays until then. */
export function Loading({ children }: { readonly children?: ReactNode }) {
  return (
    <div className={style['loading']} role="status" aria-label="Loading">
      {[70, 55, 62].map((width, index) => (
        <div
          key={width}
          className={style['bar']}
          style={{ width: `${width}%`, opacity: 0.9 - index * 0.25 }}
        />
      ))}
      {children !== undefined && <div className={style['dim']}>{children}</div>}
    </div>
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
