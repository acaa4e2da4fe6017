import type { Run } from '../../shared/api/experiments.ts'
import { OrreryError } from '../../shared/base/errors.ts'
import type { Experiment, ExperimentKit } from '../systems/experiment.ts'
import { wasLab } from './line.ts'
import type { ExperimentParts, ExperimentTarget } from './parts.ts'
import type { RunLog } from './run-log.ts'

export interface Found {
  readonly experiment: Experiment
  /** The kit that it is part of. */
  readonly kit: ExperimentKit
}

/** Undefined: this Orrery doesn't know it. */
export function findExperiment({ kits }: ExperimentParts, id: string): Found | undefined {
  for (const kit of kits.values()) {
    const experiment = kit.experiments.find(({ info }) => info.id === id)
    if (experiment !== undefined) return { experiment, kit }
  }
  return undefined
}

/** @throws OrreryError `not-found`, `invalid` for a target of another system */
export function targetFor(parts: ExperimentParts, { info }: Experiment, targetId: string): ExperimentTarget {
  const target = parts.targetOf(targetId)
  if (target === undefined)
    throw new OrreryError('not-found', `There is no target ${targetId} that is observed`)
  if (target.system === info.system) return target
  throw new OrreryError(
    'invalid',
    `${info.title} is tried on ${info.system}, and ${target.name} is ${target.system}`,
  )
}

/** The target of a run that began. @throws OrreryError `not-found`, `forbidden` when it changed since */
export function allowedTarget(parts: ExperimentParts, { targetId, targetName }: Run): ExperimentTarget {
  const target = parts.targetOf(targetId)
  if (target === undefined)
    throw new OrreryError('not-found', `${targetName} is not among the targets any more`, {
      fix: `Add it again as ${targetName}.`,
    })
  if (target.permission === 'experiment') return target
  throw new OrreryError('forbidden', `${target.name} may not be experimented on any more`, {
    fix: 'Allow experiments in the settings of the target.',
  })
}

/** The cluster of a run was one of the lab, and has ended. */
export function isGone(parts: ExperimentParts, { entries, run: { targetId } }: RunLog): boolean {
  if (!wasLab(entries) || parts.faultsOf(targetId) !== undefined) return false
  const condition = parts.targetOf(targetId)?.condition
  return condition === undefined || condition === 'stopped'
}
