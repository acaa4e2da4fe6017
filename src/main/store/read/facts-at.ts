import { FactState } from './fact-state.ts'
import type { HistoryFile } from './file.ts'

/** The facts of a target at an instant. */
export function factsAt(file: HistoryFile, target: number, at: number): FactState {
  const checkpoint = file.facts.checkpoint(target, at)
  const records = [...file.facts.records(target, checkpoint?.at ?? Number.MIN_SAFE_INTEGER, at)]
  return new FactState(checkpoint, records, file.directory.names(target))
}
