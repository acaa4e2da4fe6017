import { OrreryError } from '../../shared/base/errors.ts'
import { parseInstant } from '../../shared/base/parse-time.ts'

export const seeHelp = 'See orrery --help.'

/** One clear line, and where to look. */
export function invalid(message: string): OrreryError {
  return new OrreryError('invalid', message, { fix: seeHelp })
}

/** Epoch ms. @throws OrreryError `invalid` */
export function instant(option: string, text: string, now: number): number {
  const at = parseInstant(text, now)
  if (at !== undefined) return at
  throw new OrreryError('invalid', `${option} ${text} is not a time`, {
    fix: 'Write it like 03:12, "yesterday 14:00", "20 Nov 03:12", 2026-11-20T03:12 or "90 min ago".',
  })
}

/** Several with commas. @throws OrreryError `invalid` */
export function listed<T extends string>(option: string, text: string, known: readonly T[]): readonly T[] {
  return text.split(',').map((one) => {
    const found = known.find((each) => each === one.trim())
    if (found !== undefined) return found
    throw invalid(`${option} ${one} is not one of ${known.join(', ')}`)
  })
}

/** @throws OrreryError `invalid` */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw invalid(`${option} ${text} is not a whole number from ${least} to ${most}`)
}
