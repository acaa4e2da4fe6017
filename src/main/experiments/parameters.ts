import type { ExperimentInfo, Parameter, Parameters } from '../../shared/api/experiments.ts'
import { OrreryError } from '../../shared/base/errors.ts'

/**
 * The parameters of a run whole: what was left out has its initial value.
 * @throws OrreryError `invalid` for one that there isn't, or that is outside of what it may be
 */
export function checkedParameters(info: ExperimentInfo, given: unknown): Parameters {
  if (typeof given !== 'object' || given === null)
    throw new OrreryError('invalid', 'parameters are no record')
  const values = new Map<string, unknown>(Object.entries(given))
  const known = new Set(info.parameters.map(({ id }) => id))
  for (const id of values.keys())
    if (!known.has(id))
      throw new OrreryError('invalid', `${info.title} has no parameter ${id}`, {
        fix: `It has: ${[...known].join(', ')}.`,
      })
  return Object.fromEntries(
    info.parameters.map((parameter) => {
      const value = values.get(parameter.id) ?? parameter.initial
      return [parameter.id, parameter.kind === 'number' ? inRange(parameter, value) : oneOf(parameter, value)]
    }),
  )
}

/** @throws OrreryError `invalid` for an answer that isn't offered */
export function checkedPrediction(info: ExperimentInfo, given: unknown): string | undefined {
  if (given === undefined) return undefined
  const choice = info.choices.find(({ id }) => id === given)
  if (choice !== undefined) return choice.id
  throw new OrreryError('invalid', `${String(given)} is no answer to the question of ${info.title}`, {
    fix: `Its answers: ${info.choices.map(({ id }) => id).join(', ')}.`,
  })
}

/** Whole numbers, where the range is one of whole numbers. */
function inRange(parameter: Parameter & { kind: 'number' }, value: unknown): number {
  const { label, min, max, initial } = parameter
  const isWhole = [min, max, initial].every(Number.isInteger)
  const fits = isWhole ? Number.isInteger(value) : Number.isFinite(value)
  if (fits && (value as number) >= min && (value as number) <= max) return value as number
  throw new OrreryError('invalid', `${label} is ${String(value)}`, {
    fix: `It is a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}.`,
  })
}

function oneOf({ label, options }: Parameter & { kind: 'choice' }, value: unknown): string {
  const option = options.find((each) => each.value === value)
  if (option !== undefined) return option.value
  throw new OrreryError('invalid', `${label} is ${String(value)}`, {
    fix: `It is one of: ${options.map((each) => each.value).join(', ')}.`,
  })
}
