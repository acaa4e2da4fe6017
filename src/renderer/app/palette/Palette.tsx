import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { classes } from '../../components/classes.ts'
import { Kbd } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Name } from '../../components/Name.tsx'
import { State } from '../../components/State.tsx'
import type { Entry } from './entries.ts'
import style from './Palette.module.css'
import { usePaletteEntries } from './use-palette-entries.ts'
import type { PaletteScope } from './use-palette-entries.ts'

export interface PaletteProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Where it looks. */
  readonly scope: PaletteScope
}

/** Find anything: entities, moments, pages and commands alike. ↑ ↓ choose, Enter goes there. */
export function Palette({ open, onOpenChange, scope }: PaletteProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Find anything" bare width={560}>
      <Body scope={scope} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function Body({ scope, onDone }: { readonly scope: PaletteScope; readonly onDone: () => void }) {
  const id = useId()
  const [text, setText] = useState('')
  const entries = usePaletteEntries(scope, text)
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return
    onDone()
    entry.run()
  }
  const { at, choose, list, onKeyDown } = useChoice(entries, run)
  return (
    <>
      <label className={style['field']}>
        <Search size={13} aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Find anything"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
          placeholder="A topic, a broker, a path, a time, a command…"
          value={text}
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value)
            choose(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>esc</Kbd>
      </label>
      <div ref={list} id={`${id}-list`} className={style['list']} role="listbox" aria-label="Found">
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes(style['row'], entry.isPinned && style['pinned'])}
            onPointerMove={() => choose(index)}
            onClick={() => run(entry)}
          >
            <EntryWords entry={entry} />
          </div>
        ))}
        {entries.length === 0 && <div className={style['none']}>Nothing of that name.</div>}
      </div>
    </>
  )
}

/** Which entry is chosen; ↑ ↓ move it and keep it in sight, Enter runs it. */
function useChoice(entries: readonly Entry[], run: (entry: Entry | undefined) => void) {
  const [chosen, choose] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const at = Math.min(chosen, entries.length - 1)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') choose(Math.min(entries.length - 1, at + 1))
    // from the first one to what stands below all
    else if (event.key === 'ArrowUp') choose(at > 0 ? at - 1 : entries.length - 1)
    else if (event.key === 'Enter') run(entries[at])
    else return
    event.preventDefault()
  }
  return { at, choose, list, onKeyDown }
}

function EntryWords({ entry }: { readonly entry: Entry }) {
  return (
    <>
      <span className={style['kind']}>{entry.kind}</span>
      <span className={style['name']}>
        {entry.isName ? <Name>{entry.name}</Name> : entry.name}{' '}
        <span className={style['whose']}>{entry.whose}</span>
      </span>
      {entry.state !== undefined && <State tone={entry.state.tone}>{entry.state.word}</State>}
    </>
  )
}
