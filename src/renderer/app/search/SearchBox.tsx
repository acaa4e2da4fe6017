import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Kbd } from '../../components/Button.tsx'
import style from './search.module.css'

export interface SearchBoxProps {
  readonly text: string
  readonly onChange: (text: string) => void
  /** "231 hits": what is said at its right. */
  readonly status: string
  /** The list it works on, and the option in it that is chosen. */
  readonly listId: string
  readonly activeId: string | undefined
  readonly onStep: (step: Step) => void
  readonly onEnter: () => void
}

export type Step = 'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last'

const steps: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'pageDown',
  PageUp: 'pageUp',
}

/** Where one types. The keys of the list work from here: ↑ ↓ PgUp PgDn choose, Enter opens, Esc empties. */
export function SearchBox(props: SearchBoxProps) {
  const { text, onChange, status, listId, activeId, onStep, onEnter } = props
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = steps[event.key] ?? (event.ctrlKey ? ends[event.key] : undefined)
    if (step !== undefined) onStep(step)
    else if (event.key === 'Enter') onEnter()
    else if (event.key === 'Escape' && text !== '') onChange('')
    else if (event.key === 'Escape') event.currentTarget.blur()
    else return
    event.preventDefault()
  }
  return (
    <label className={style['box']}>
      <Search size={14} aria-hidden />
      <input
        autoFocus
        data-search
        role="combobox"
        aria-label="Search everything"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeId}
        placeholder="A name, a path, a value, what a finding says…"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className={style['status']} role="status">
        {status}
      </span>
      <Kbd>{text === '' ? '/' : 'esc'}</Kbd>
    </label>
  )
}

const ends: Readonly<Record<string, Step>> = { Home: 'first', End: 'last' }
