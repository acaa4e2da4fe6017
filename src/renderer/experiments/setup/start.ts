import type { ExperimentInfo, Run } from '../../../shared/api/experiments.ts'
import type { PlannedRun } from '../series.ts'
import type { CheckResult } from './use-check.ts'
import type { Setup } from './use-setup.ts'

export interface Readiness {
  readonly setup: Setup
  readonly check: Pick<CheckResult, 'value' | 'error' | 'isCurrent'>
  readonly runs: readonly Run[]
}

/** Why a run can't start now, in a few words without a full stop; undefined: it can. */
export function whyNot({ setup, check, runs }: Readiness): string | undefined {
  const { target, problems, prediction } = setup
  if (target === undefined) return 'Choose a target first'
  if (Object.keys(problems).length > 0) return 'A setting is outside its range'
  const on = runs.find((run) => run.outcome === 'running' && run.targetId === target.config.id)
  if (on !== undefined) return `Run ${on.number} is still on there`
  if (check.error !== undefined) return 'The checks could not be made'
  if (!check.isCurrent || check.value === undefined) return 'The checks are being made'
  const refused = check.value.checks.find((each) => each.is === 'refused')
  if (refused !== undefined) return `${refused.what}: ${withoutStop(refused.says)}`
  if (prediction === undefined) return 'Predict first: what do you expect, or say that you don’t know'
  return undefined
}

/** The other variants with the same other settings, in their order; none where they aren't a choice. */
export function plannedVariants(
  info: ExperimentInfo,
  { target, values }: Pick<Setup, 'target' | 'values'>,
): readonly PlannedRun[] {
  const parameter = info.parameters.find((each) => each.id === info.variants)
  if (parameter?.kind !== 'choice' || target === undefined) return []
  return parameter.options
    .filter(({ value }) => value !== values[parameter.id])
    .map(({ value, label }) => ({
      experiment: info.id,
      targetId: target.config.id,
      parameters: { ...values, [parameter.id]: value },
      label,
    }))
}

const withoutStop = (text: string) => text.replace(/\.$/, '')
