import type { ExperimentInfo } from '../../../shared/api/experiments.ts'

export type GroupBy = 'system' | 'concept'

export interface Group {
  readonly name: string
  readonly experiments: readonly ExperimentInfo[]
}

/** Those that hold every word of a filter: in title, question, concepts, system or what they teach. */
export function matching(all: readonly ExperimentInfo[], filter: string): readonly ExperimentInfo[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((info) => {
    const text = [info.title, info.question, info.system, info.reach, ...info.concepts, ...info.teaches]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** By system in their order, or by concept, where an experiment stands under each of its own. */
export function grouped(all: readonly ExperimentInfo[], by: GroupBy): readonly Group[] {
  const groups = new Map<string, ExperimentInfo[]>()
  for (const info of all)
    for (const name of by === 'system' ? [info.system] : info.concepts) {
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [info])
      else group.push(info)
    }
  const list = [...groups].map(([name, experiments]) => ({ name, experiments }))
  // a concept that many experiments show comes first
  return by === 'system'
    ? list
    : list.toSorted((a, b) => b.experiments.length - a.experiments.length || a.name.localeCompare(b.name))
}
