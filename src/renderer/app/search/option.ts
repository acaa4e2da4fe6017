/** A line of the list that ↑ ↓ choose. */
export interface OptionPlace {
  readonly id: string
  readonly isActive: boolean
  /** Where it stands in the list, px. */
  readonly top: number
  readonly height: number
}

/** The focus stays in the field: the line is pointed at from there. */
export function optionProps({ id, isActive, top, height }: OptionPlace) {
  const style = { transform: `translateY(${top}px)`, height }
  return { id, role: 'option', 'aria-selected': isActive, tabIndex: -1, style } as const
}
