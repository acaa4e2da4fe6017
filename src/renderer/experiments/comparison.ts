import type { ExperimentInfo, Figure, Parameters, Run } from '../../shared/api/experiments.ts'
import { parameterText } from './question.ts'

/** One variant in the table: its newest run with the same other settings on the same target. */
export interface VariantRow {
  readonly value: number | string
  readonly label: string
  /** undefined: it was not run so. */
  readonly run: Run | undefined
  readonly isThis: boolean
}

export interface Comparison {
  /** The head of the first column: "Strategy". */
  readonly label: string
  readonly rows: readonly VariantRow[]
  /** Id and label of the columns, from the first verdict that has some. */
  readonly figures: readonly Pick<Figure, 'id' | 'label' | 'unit'>[]
}

/**
 * The variants of an experiment side by side. Choices all have a row, also those not run yet; of a number those that were
 * run. `run` stands in the row of its own variant, even if a newer one is like it.
 */
export function compareVariants(
  info: ExperimentInfo,
  runs: readonly Run[],
  like: Pick<Run, 'targetId' | 'parameters'> & { readonly id?: string },
): Comparison | undefined {
  const parameter = info.parameters.find((each) => each.id === info.variants)
  if (parameter === undefined) return undefined
  const alike = runs
    .filter((run) => run.experiment === info.id && run.targetId === like.targetId)
    // this run has its row before there is a verdict
    .filter((run) => run.verdict !== undefined || run.id === like.id)
    .filter((run) => isSameBut(parameter.id, run.parameters, like.parameters))
    .toSorted((a, b) => b.began - a.began)
  const values =
    parameter.kind === 'choice'
      ? parameter.options.map((option) => option.value)
      : numbersOf(alike, parameter.id)
  const rows = values.map((value): VariantRow => {
    const of = alike.filter((run) => run.parameters[parameter.id] === value)
    const own = of.find((run) => run.id === like.id)
    const run = own ?? of.find((each) => each.outcome === 'done') ?? of[0]
    return { value, label: parameterText(parameter, value), run, isThis: own !== undefined }
  })
  const figures = rows.find((row) => row.run?.verdict !== undefined)?.run?.verdict?.figures ?? []
  return { label: parameter.label, rows, figures }
}

/** Whether two runs differ in nothing but one parameter. */
export function isSameBut(id: string, a: Parameters, b: Parameters): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  keys.delete(id)
  return [...keys].every((key) => a[key] === b[key])
}

/** A variant's figure; undefined: not run, or the run has none of that name. */
export function figureOf(row: VariantRow, id: string): Figure | undefined {
  return row.run?.verdict?.figures.find((figure) => figure.id === id)
}

/** What a full bar of a column means: its largest value; zero where there is nothing to compare by length. */
export function largestOf(rows: readonly VariantRow[], id: string): number {
  return Math.max(0, ...rows.map((row) => figureOf(row, id)?.value ?? 0))
}

function numbersOf(runs: readonly Run[], id: string): readonly number[] {
  const values = runs.map((run) => run.parameters[id]).filter((value) => typeof value === 'number')
  return [...new Set(values)].toSorted((a, b) => a - b)
}
