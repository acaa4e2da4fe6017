import type { BeliefCell, BeliefMatrix } from '../../../../shared/systems/redis-sentinel-views.ts'
import type { Tone } from '../../../components/tone.ts'

/** What one sentinel holds of one instance, beside what the others do. */
export interface Opinion {
  readonly cell: BeliefCell
  /** "up", "down", "no link", "master" */
  readonly word: string
  readonly tone: Tone
  /** Most sentinels that have an opinion hold the other one. */
  readonly isOdd: boolean
}

export interface OpinionRow {
  /** Index into the rows of the matrix. */
  readonly row: number
  readonly opinions: readonly Opinion[]
  /** It gives clients another master than most do. */
  readonly isSplit: boolean
  /** It stands apart: another master, or the odd opinion about half of what it sees. */
  readonly isOdd: boolean
}

/** The matrix with each opinion judged against those of the others: opinions, not truth. */
export function opinionRows(matrix: BeliefMatrix): readonly OpinionRow[] {
  const common = matrix.instances.map((_, column) => commonView(matrix, column))
  return matrix.rows.map((belief, row) => {
    const opinions = belief.cells.map((cell, column) =>
      opinionOf(cell, common[column], matrix.instances[column]?.address === matrix.address),
    )
    const held = opinions.filter(({ cell }) => cell.is !== 'self' && cell.is !== 'unknown')
    const odd = opinions.filter((opinion) => opinion.isOdd).length
    const isSplit = belief.address !== null && matrix.address !== null && belief.address !== matrix.address
    return { row, opinions, isSplit, isOdd: isSplit || (odd > 0 && odd * 2 >= held.length) }
  })
}

const isDown = ({ is }: BeliefCell) => is === 's-down' || is === 'o-down'
const isOpinion = ({ is }: BeliefCell) => is !== 'self' && is !== 'unknown'

/** What more than half hold of an instance; undefined: they are evenly divided, or nobody knows it. */
function commonView(matrix: BeliefMatrix, column: number): 'up' | 'down' | undefined {
  const cells = matrix.rows.map((row) => row.cells[column]).filter((cell) => cell !== undefined)
  const held = cells.filter(isOpinion)
  const down = held.filter(isDown).length
  if (down * 2 === held.length) return undefined
  return down * 2 > held.length ? 'down' : 'up'
}

function opinionOf(cell: BeliefCell, common: 'up' | 'down' | undefined, isTheMaster: boolean): Opinion {
  const isOdd = isOpinion(cell) && common !== undefined && (common === 'down') !== isDown(cell)
  return { cell, isOdd, ...wordOf(cell, isTheMaster) }
}

function wordOf(cell: BeliefCell, isTheMaster: boolean): { readonly word: string; readonly tone: Tone } {
  switch (cell.is) {
    case 'self':
      return { word: '—', tone: 'quiet' }
    case 'unknown':
      return { word: '?', tone: 'unknown' }
    case 's-down':
      return { word: 'down', tone: 'warn' }
    case 'o-down':
      return { word: 'down, agreed', tone: 'bad' }
    case 'link-down':
      return { word: 'no link', tone: 'warn' }
    case 'up':
      return cell.as === 'master' && !isTheMaster
        ? { word: 'master', tone: 'warn' }
        : { word: 'up', tone: 'ok' }
  }
}
