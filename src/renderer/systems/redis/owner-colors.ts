/** Series colours in the order they are given to owners; neighbours on the map differ, and red comes last: it alarms. */
const order = [1, 2, 5, 3, 6, 4]

/** Names of the custom properties of the first `count` owners; they start over after six. */
export const ownerProperties = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `--series-${order[i % order.length] ?? 6}`)

/** The colour of the n-th owner, in CSS. */
export const ownerColor = (index: number): string => `var(--series-${order[index % order.length] ?? 6})`
