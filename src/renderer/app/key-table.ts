interface WindowKey {
  /** As `KeyboardEvent.key` says it; letters small. */
  readonly key: string
  /** Keys that do the same in two directions say the same, and stand in one row of the list. */
  readonly does: string
}

/** Every key of the whole window, by what it does. What has a key stands here: `?` lists this table. */
export const windowKeys = {
  pause: { key: ' ', does: 'pause, or live again' },
  sampleBack: { key: 'ArrowLeft', does: 'one sample back, or on' },
  sampleForward: { key: 'ArrowRight', does: 'one sample back, or on' },
  eventBack: { key: '[', does: 'previous, next event' },
  eventForward: { key: ']', does: 'previous, next event' },
  findingBack: { key: '{', does: 'previous, next finding' },
  findingForward: { key: '}', does: 'previous, next finding' },
  goTo: { key: 'g', does: 'go to a time' },
  live: { key: 'l', does: 'back to live' },
  compare: { key: 'c', does: 'compare with here' },
  endCompare: { key: 'Escape', does: 'end comparing' },
  unfold: { key: 't', does: 'unfold the time bar, or fold it' },
  search: { key: '/', does: 'search in this view' },
  find: { key: 'Ctrl K', does: 'find anything' },
  everything: { key: 's', does: 'search everything' },
  help: { key: '?', does: 'all keys' },
} as const satisfies Readonly<Record<string, WindowKey>>

export type KeyAction = keyof typeof windowKeys

/** A row of the list: keys, and what they do. */
export interface KeyRow {
  readonly keys: readonly string[]
  readonly does: string
}

/** Keys of what has the focus; each part listens for its own. */
export const focusKeys: readonly KeyRow[] = [
  { keys: ['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], does: 'walk in tables, trees and lists' },
  { keys: ['→', '←'], does: 'unfold and fold in a tree; along the samples in a chart' },
  { keys: ['Enter'], does: 'open what is chosen; from a chart, go to that instant' },
  { keys: ['Ctrl C'], does: 'copy a number, with where it came from' },
  { keys: ['Esc'], does: 'empty a search, close what is open' },
]

/** How a key is written on screen. */
export function keyName(action: KeyAction): string {
  const { key } = windowKeys[action]
  const written: Readonly<Record<string, string>> = {
    ' ': 'Space',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  }
  return written[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** The keys of the window as rows of the list. */
export function windowKeyRows(): readonly KeyRow[] {
  const rows = new Map<string, string[]>()
  for (const action of Object.keys(windowKeys) as KeyAction[]) {
    const { does } = windowKeys[action]
    rows.set(does, [...(rows.get(does) ?? []), keyName(action)])
  }
  return [...rows].map(([does, keys]) => ({ does, keys }))
}

/** @param key `KeyboardEvent.key`, letters small, `Ctrl K` for the palette */
export function actionOf(key: string): KeyAction | undefined {
  return (Object.keys(windowKeys) as KeyAction[]).find((action) => windowKeys[action].key === key)
}
