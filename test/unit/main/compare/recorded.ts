import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createAnswers } from '../../../../src/main/core/history/answers.ts'
import type { ComparedPlace, ComparedPlaces } from '../../../../src/main/core/history/questions.ts'
import { openReader } from '../../../../src/main/store/reader.ts'
import { systems } from '../../../../src/main/systems/index.ts'
import type { Difference, DifferenceGroup } from '../../../../src/shared/api/compare.ts'

const folder = fileURLToPath(new URL('../../../../resources/', import.meta.url))

export const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.orrery'))
  .map((name) => name.slice(0, -'.orrery'.length))

const answers = createAnswers(openReader, systems)

/** A recording's targets, each with its moment at a share of what was recorded: 0 its first, 1 its last. */
export function momentsOf(recording: string): readonly ((share: number) => ComparedPlace)[] {
  const file = `${folder}${recording}.orrery`
  return answers.targets({ file }).map(({ targetId, from, to, config }) => (share: number) => ({
    ...{ file, targetId, system: config?.system ?? '' },
    at: Math.round(from + (to - from) * share),
  }))
}

/** The first target of a recording, at two shares of it. */
export function between(recording: string, from: number, to: number): ComparedPlaces {
  const [moment] = momentsOf(recording)
  if (moment === undefined) throw new Error(`${recording} tells of no target`)
  return { places: [moment(from), moment(to)] }
}

export const compareOf = (places: ComparedPlaces) => answers.compare(places)
export const marksOf = (places: ComparedPlaces) => answers.compareMarks(places)

/** All of a group. */
export function allOf(places: ComparedPlaces, { id }: DifferenceGroup): readonly Difference[] {
  return answers.compareGroup({ ...places, group: id, limit: 100_000 })
}

/** A group on one line: "ownership changed Leader 2 → 3, 7 partition". */
export const lineOf = ({ area, is, label, says, count, kind, parts }: DifferenceGroup): string =>
  [area, is, label, says, `(${count} ${kind}${parts > 0 ? ` and ${parts} parts` : ''})`]
    .filter((word) => word !== '')
    .join(' ')

export const linesOf = (places: ComparedPlaces): readonly string[] => compareOf(places).groups.map(lineOf)
