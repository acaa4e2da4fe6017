import type { Run } from '../../../shared/api/experiments.ts'

/** `orrery-run-14-kafka-rebalance`, without an ending. */
export function fileNameOf({ run }: { readonly run: Pick<Run, 'number' | 'experiment'> }): string {
  return `orrery-run-${run.number}-${run.experiment.replace(/[^\w-]+/g, '-')}`
}
