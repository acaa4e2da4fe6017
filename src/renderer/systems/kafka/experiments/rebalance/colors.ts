/** Red and grey last: they mean something else, too. */
const inks = [1, 2, 5, 3, 6, 4] as const

export function memberColor(index: number): string {
  return `var(--series-${String(inks[index % inks.length] ?? 1)})`
}
