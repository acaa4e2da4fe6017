import { asOrreryError } from '../../shared/base/errors.ts'
import type { Experiment } from '../systems/experiment.ts'
import { endLine, line } from './line.ts'
import type { RunLog } from './run-log.ts'

/**
 * Gives a run its end that had none when Orrery ended. What it left stays in its journal, until somebody asks for it to
 * be removed. @param isGone its cluster was one of the lab: it ended with the Orrery that started it
 */
export function recover(log: RunLog, experiment: Experiment | undefined, isGone: boolean): void {
  const { outcome, phase, verdict, parameters } = log.run
  if (outcome === 'running') log.tell(line.stopped('interrupted', 'Orrery ended while this ran'))
  if (phase !== 'check' && verdict === undefined && experiment !== undefined)
    try {
      log.tell(line.verdict(experiment.judge(log.entries, parameters)))
    } catch (thrown) {
      log.tell(line.failed(asOrreryError(thrown)))
    }
  if (isGone) log.tell(line.labIsGone())
  log.conclude(endLine(log.run, 'interrupted'))
}
