/** The part of a group's view that the matrix draws. Instants in epoch ms; `to` NaN: still holds. */
export interface MatrixInput {
  readonly rows: number
  readonly spans: {
    readonly row: Int32Array
    /** −1: no owner. */
    readonly member: Int32Array
    readonly from: Float64Array
    readonly to: Float64Array
  }
  readonly rebalances: { readonly at: Float64Array; readonly cause: readonly string[] }
  readonly from: number
  readonly to: number
}

export interface MatrixSize {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly rowPx: number
}

export interface Cell {
  readonly row: number
  readonly member: number
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  readonly from: number
  readonly to: number
}

export interface MatrixLabel {
  readonly member: number
  readonly x: number
  readonly y: number
}

const mostRowPx = 17
const leastRowPx = 4
const mostHeightPx = 272
const leastLabelPx = 44

/** Rows shrink until the matrix fits, never below what can still be told apart; then it scrolls. */
export const matrixRowPx = (rows: number): number =>
  Math.max(leastRowPx, Math.min(mostRowPx, Math.floor(mostHeightPx / Math.max(1, rows))))

/** Every how many rows one is named. */
export const matrixLabelStep = (rowPx: number): number => Math.max(1, Math.ceil(12 / rowPx))

export const matrixX = (input: MatrixInput, size: MatrixSize, at: number): number =>
  size.left + ((at - input.from) / (input.to - input.from)) * (size.right - size.left)

/** One rectangle for each span, cut to the window. */
export function matrixCells(input: MatrixInput, size: MatrixSize): readonly Cell[] {
  const { row, member, from, to } = input.spans
  const cells: Cell[] = []
  for (let i = 0; i < row.length; i++) {
    const start = Math.max(input.from, from[i] ?? NaN)
    const end = Math.min(input.to, Number.isNaN(to[i]) ? input.to : (to[i] ?? NaN))
    if (!(end > start)) continue
    const x = matrixX(input, size, start)
    const index = row[i] ?? 0
    cells.push({
      row: index,
      member: member[i] ?? -1,
      x,
      width: Math.max(1, matrixX(input, size, end) - x),
      y: size.top + index * size.rowPx,
      height: size.rowPx,
      from: start,
      to: end,
    })
  }
  return cells
}

interface Block {
  readonly member: number
  readonly cells: readonly Cell[]
  readonly from: number
  readonly to: number
}

/** Runs of neighbouring rows that the same member owned at the same time. */
function blocks(cells: readonly Cell[]): readonly Block[] {
  const byRow = [...cells].sort((a, b) => a.member - b.member || a.row - b.row || a.x - b.x)
  const found: Block[] = []
  for (const cell of byRow) {
    const at = found.findIndex((b) => joins(b, cell))
    const block = found[at]
    if (block === undefined)
      found.push({ member: cell.member, cells: [cell], from: cell.x, to: cell.x + cell.width })
    else
      found[at] = {
        member: cell.member,
        cells: [...block.cells, cell],
        from: Math.max(block.from, cell.x),
        to: Math.min(block.to, cell.x + cell.width),
      }
  }
  return found
}

function joins(block: Block, cell: Cell): boolean {
  const last = block.cells.at(-1)
  const overlap = Math.min(block.to, cell.x + cell.width) - Math.max(block.from, cell.x)
  return block.member === cell.member && last?.row === cell.row - 1 && overlap >= leastLabelPx
}

/** One name for each member, in the middle of its largest block; none where there is no room for it. */
export function matrixLabels(
  cells: readonly Cell[],
  wordPx: (member: number) => number,
): readonly MatrixLabel[] {
  const best = new Map<number, Block>()
  const area = (b: Block) => (b.to - b.from) * b.cells.length
  for (const block of blocks(cells)) {
    if (block.to - block.from < wordPx(block.member) + 8) continue
    const known = best.get(block.member)
    if (known === undefined || area(block) > area(known)) best.set(block.member, block)
  }
  return [...best.values()].map((b) => {
    const first = b.cells[0]
    const last = b.cells.at(-1)
    const middle = ((first?.y ?? 0) + (last?.y ?? 0) + (last?.height ?? 0)) / 2
    return { member: b.member, x: (b.from + b.to) / 2, y: middle }
  })
}

export interface RebalanceLine {
  readonly index: number
  readonly x: number
  /** Where its words stand, or nowhere if a later line's words stand there. */
  readonly label: { readonly x: number; readonly anchor: 'start' | 'middle' | 'end' } | undefined
}

/** Lines of rebalances; the newest keeps its words where two would overlap. */
export function rebalanceLines(input: MatrixInput, size: MatrixSize, wordPx: (i: number) => number) {
  const lines: RebalanceLine[] = []
  let freeUntil = Infinity
  for (let i = input.rebalances.at.length - 1; i >= 0; i--) {
    const at = input.rebalances.at[i] ?? NaN
    if (!(at >= input.from && at <= input.to)) continue
    const x = matrixX(input, size, at)
    const half = wordPx(i) / 2
    const anchor = x + half > size.right ? 'end' : x - half < size.left ? 'start' : 'middle'
    const left = anchor === 'middle' ? x - half : anchor === 'end' ? size.right - half * 2 : x
    const fits = left + half * 2 < freeUntil
    const labelX = anchor === 'end' ? size.right : x
    lines.push({ index: i, x, label: fits ? { x: labelX, anchor } : undefined })
    if (fits) freeUntil = left - 8
  }
  return lines.reverse()
}

/** The longest stretch without an owner that there was, to be named. */
export function longestUnowned(cells: readonly Cell[]): Cell | undefined {
  const unowned = cells.filter((c) => c.member === -1)
  return unowned.reduce<Cell | undefined>(
    (a, b) => (a !== undefined && a.width >= b.width ? a : b),
    undefined,
  )
}
