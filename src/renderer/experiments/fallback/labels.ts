export interface Label {
  /** The middle of the words, px. */
  readonly x: number
  readonly row: 0 | 1
}

const charPx = 5.9
const gapPx = 8

/**
 * Where words above marks stand so that none covers another: in two rows, pushed inside the drawing; undefined where no
 * room is left (the mark itself stays).
 */
export function placeLabels(
  marks: readonly { readonly x: number; readonly text: string }[],
  room: { readonly from: number; readonly to: number },
): readonly (Label | undefined)[] {
  const filledTo: [number, number] = [-Infinity, -Infinity]
  return marks.map(({ x, text }) => {
    const half = (text.length * charPx) / 2
    const inside = Math.max(room.from + half, Math.min(room.to - half, x))
    const row = ([0, 1] as const).find((each) => inside - half >= filledTo[each] + gapPx)
    if (row === undefined) return undefined
    filledTo[row] = inside + half
    return { x: inside, row }
  })
}
