import type { Run } from '../../../shared/api/experiments.ts'

/** `orrery-run-14-kafka-rebalance`, without an ending. */
export function fileNameOf({ run }: { readonly run: Pick<Run, 'number' | 'experiment'> }): string {
  return `orrery-run-${run.number}-${run.experiment.replace(/[^\w-]+/g, '-')}`
}

const letGoMs = 60_000

/** Hands a file to the person, as a download does. */
export function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // the browser reads it after this call; it is let go when that is surely done
  setTimeout(() => URL.revokeObjectURL(url), letGoMs)
}
