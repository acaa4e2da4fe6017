import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'
import style from './Button.module.css'

export interface SegmentedProps<T extends string> {
  /** What is chosen here, for screen readers. */
  readonly label: string
  readonly value: T | undefined
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[]
  readonly onChange: (value: T) => void
}

/** A choice of few that all fit on a line; exactly one holds. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const choose = (next: string) => {
    const option = options.find((each) => each.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <ToggleGroup.Root
      type="single"
      className={style['segmented']}
      aria-label={label}
      value={value ?? ''}
      onValueChange={choose}
    >
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} className={style['segment']}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
