import { randomInt } from 'node:crypto'
import { OrreryError } from '../../shared/base/errors.ts'

/** What every object of every run of every Orrery begins with. */
export const everyRun = 'orrery.x.'

const letters = '0123456789abcdefghijklmnopqrstuvwxyz'

/** `14-k3f9`: two histories may both have a run 14 on the same cluster. */
export function newRunId(number: number): string {
  const unique = Array.from({ length: 4 }, () => letters[randomInt(letters.length)])
  return `${number}-${unique.join('')}`
}

/** What the names of all objects of a run begin with. */
export function prefixOf(runId: string): string {
  return `${everyRun}${runId}.`
}

/** @throws OrreryError `bug` for a part that not every system takes in a name */
export function nameOf(runId: string, part: string): string {
  if (/^[a-zA-Z0-9._-]+$/.test(part)) return prefixOf(runId) + part
  throw new OrreryError('bug', `${part} cannot be part of a name`)
}
