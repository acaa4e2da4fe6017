import type { ExperimentInfo, Parameter, Parameters } from '../../shared/api/experiments.ts'
import { formatNumber } from '../../shared/base/format-number.ts'
import { formatValue } from '../../shared/base/format-unit.ts'

/** A text with `{members}` filled in: the value itself, since the words around it know what it is of. */
export function fill(text: string, values: Parameters): string {
  return text.replace(/\{([\w.-]+)\}/g, (whole, id: string) => {
    const value = values[id]
    return value === undefined ? whole : typeof value === 'number' ? formatNumber(value) : value
  })
}

/** A parameter's value as a person reads it. */
export function parameterText(parameter: Parameter, value: number | string): string {
  if (parameter.kind === 'choice')
    return parameter.options.find((option) => option.value === value)?.label ?? String(value)
  return typeof value === 'number' ? formatValue(value, parameter.unit ?? 'count') : value
}

/** What stands before anything was set. */
export function initialValues(info: Pick<ExperimentInfo, 'parameters'>): Parameters {
  return Object.fromEntries(info.parameters.map(({ id, initial }) => [id, initial]))
}

/** What is wrong with a value; undefined: nothing. */
export function problemOf(parameter: Parameter, value: number | string | undefined): string | undefined {
  if (parameter.kind === 'choice')
    return parameter.options.some((option) => option.value === value) ? undefined : 'Choose one.'
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'A number is needed.'
  const { min, max, unit = 'count' } = parameter
  if (value < min || value > max) return `${formatValue(min, unit)} to ${formatValue(max, unit)}.`
  return undefined
}

/** "strategy: sticky · members 4 · partitions 8": a run's parameters in one line, as the experiment orders them. */
export function settingsLine(
  info: Pick<ExperimentInfo, 'parameters'> | undefined,
  values: Parameters,
  without: readonly string[] = [],
): string {
  if (info === undefined)
    return Object.entries(values)
      .map(([id, value]) => `${id} ${value}`)
      .join(' · ')
  return info.parameters
    .flatMap((parameter) => {
      const value = values[parameter.id]
      if (value === undefined || without.includes(parameter.id)) return []
      const text = parameterText(parameter, value)
      // Members → members, but ISR stays
      const label = parameter.label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())
      return [parameter.kind === 'choice' ? `${label}: ${text}` : `${label} ${text}`]
    })
    .join(' · ')
}
