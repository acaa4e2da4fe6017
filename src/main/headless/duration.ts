import { OrreryError } from '../../shared/base/errors.ts'

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, min: 60_000 }
const leastMs = 250
const mostMs = 3_600_000

/** `500ms`, `5s`, `2m`; a bare number is seconds. In ms. @throws OrreryError `invalid` */
export function parseDuration(text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|min)?$/.exec(text) ?? []
  const ms = Number(number) * (unitMs[unit] ?? Number.NaN)
  if (ms >= leastMs && ms <= mostMs) return ms
  throw new OrreryError('invalid', `${text} is not an interval from 250ms to 60m`, {
    fix: 'Write it like 5s or 500ms.',
  })
}
