import type { Run } from '../../../shared/api/experiments.ts'

/** What all names of a run begin with: `orrery.x.14-k3f9.`. The id of a recorded run has its recording before it. */
export function prefixOf({ id }: Pick<Run, 'id'>): string {
  return `orrery.x.${/\d+-[^-]+$/.exec(id)?.[0] ?? id}.`
}
