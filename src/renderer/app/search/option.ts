/** A line of the list that ↑ ↓ choose. */
export interface OptionPlace {
  readonly id: string
  readonly isActive: boolean
  readonly place: { readonly transform: string; readonly height: number }
}

/** The focus stays in the field: the line is pointed at from there. */
export function optionProps({ id, isActive, place }: OptionPlace) {
  return { id, role: 'option', 'aria-selected': isActive, tabIndex: -1, style: place } as const
}
