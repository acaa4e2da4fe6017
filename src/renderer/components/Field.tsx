import { Search } from 'lucide-react'
import { useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { Kbd } from './Button.tsx'
import { classes } from './classes.ts'
import style from './Field.module.css'

export interface SearchFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** "Topic or owner" */
  readonly placeholder: string
}

/** Filters what a view shows. `/` focuses the first one on the page, Escape empties it. */
export function SearchField({ value, onChange, placeholder }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <label className={style['search']}>
      <Search size={12} aria-hidden />
      <input
        ref={input}
        data-search
        aria-label={placeholder}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (value === '') input.current?.blur()
          else onChange('')
        }}
      />
      {value === '' && <Kbd>/</Kbd>}
    </label>
  )
}

export interface FieldProps {
  readonly label: string
  /** What to type, and what happens when it is left empty. */
  readonly help?: ReactNode
  /** What is wrong with it. */
  readonly problem?: string | undefined
}

export interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly type?: 'text' | 'password' | 'number'
  /** Addresses, names and keys are set in mono. */
  readonly mono?: boolean
  readonly autoFocus?: boolean
}

export function TextField({
  label,
  help,
  problem,
  value,
  onChange,
  placeholder,
  type,
  mono,
  autoFocus,
}: TextFieldProps) {
  const id = useId()
  return (
    <div className={style['field']}>
      <label className={style['label']} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={classes(style['input'], mono && style['mono'])}
        type={type ?? 'text'}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        autoFocus={autoFocus}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <Below id={`${id}-help`} help={help} problem={problem} />
    </div>
  )
}

export interface SelectFieldProps<T extends string> extends FieldProps {
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/** The platform's own list: it is keyboard-ready and needs no injected style. */
export function SelectField<T extends string>({
  label,
  help,
  problem,
  value,
  options,
  onChange,
}: SelectFieldProps<T>) {
  const id = useId()
  return (
    <div className={style['field']}>
      <label className={style['label']} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={style['input']}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Below id={`${id}-help`} help={help} problem={problem} />
    </div>
  )
}

function Below({ id, help, problem }: { id: string; help: ReactNode; problem: string | undefined }) {
  if (problem !== undefined)
    return (
      <span id={id} className={style['problem']} role="alert">
        {problem}
      </span>
    )
  return help === undefined ? null : (
    <span id={id} className={style['help']}>
      {help}
    </span>
  )
}

export interface CheckFieldProps {
  readonly label: string
  readonly help?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** Yes or no, of one thing. */
export function CheckField({ label, help, checked, onChange }: CheckFieldProps) {
  return (
    <label className={style['check']}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        {help !== undefined && <span className={style['help']}> {help}</span>}
      </span>
    </label>
  )
}
