import { CircleHelp, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Panel } from '../components/Panel.tsx'
import { toneColor, type Tone } from '../components/tone.ts'
import style from './said.module.css'

export interface SaidProps {
  readonly tone: Tone
  /** What happens, in one sentence. */
  readonly headline: string
  /** What follows, and what to do. */
  readonly rest?: string
  readonly children?: ReactNode
}

/** Words before numbers: what is wrong on this page. Nothing is said while nothing is. */
export function Said({ tone, headline, rest, children }: SaidProps) {
  const Icon = tone === 'unknown' ? CircleHelp : tone === 'quiet' ? Info : TriangleAlert
  return (
    <Panel>
      <div className={style['said']} role="status">
        <Icon size={14} style={{ color: toneColor(tone), flex: 'none' }} aria-hidden />
        <p>
          <b>{headline}</b> <span>{rest}</span>
        </p>
        {children}
      </div>
    </Panel>
  )
}
