import { useState } from 'react'
import type { ExperimentInfo, Parameters } from '../../../shared/api/experiments.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useAddress, useNavigator } from '../../app/navigator.ts'
import { initialValues, problemOf } from '../question.ts'

/** "I don't know": the run goes without a prediction. */
export const noIdea = 'no-idea'

export interface Setup {
  readonly target: TargetState | undefined
  readonly values: Parameters
  /** What is wrong with the settings, by parameter. */
  readonly problems: Readonly<Record<string, string>>
  /** Id of a choice, `noIdea`, or undefined: not answered yet. */
  readonly prediction: string | undefined
  readonly pace: 'auto' | 'step'
  readonly chooseTarget: (id: string) => void
  readonly setValue: (id: string, value: number | string) => void
  readonly reset: () => void
  readonly predict: (choice: string) => void
  readonly setPace: (pace: 'auto' | 'step') => void
}

const prefix = 'p.'

/** What a person set before a run. Target and settings stand in the address: a copied one brings them back. */
export function useSetup(info: ExperimentInfo, targets: readonly TargetState[]): Setup {
  const navigator = useNavigator()
  const { state } = useAddress()
  const [prediction, predict] = useState<string>()
  const [pace, setPace] = useState<'auto' | 'step'>('auto')
  const values = valuesOf(info, state)
  const put = (change: Readonly<Record<string, string | undefined>>) => {
    const merged = { ...navigator.current().state, ...change }
    const kept = Object.entries(merged).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
    navigator.go({ state: Object.fromEntries(kept) as Record<string, string> }, { history: 'replace' })
  }
  return {
    target: targets.find((each) => each.config.id === state['target']) ?? firstTarget(targets),
    values,
    problems: Object.fromEntries(
      info.parameters.flatMap((parameter) => {
        const problem = problemOf(parameter, values[parameter.id])
        return problem === undefined ? [] : [[parameter.id, problem]]
      }),
    ),
    prediction,
    pace,
    chooseTarget: (id) => put({ target: id }),
    setValue: (id, value) => put({ [prefix + id]: String(value) }),
    reset: () => put(Object.fromEntries(info.parameters.map(({ id }) => [prefix + id, undefined]))),
    predict,
    setPace,
  }
}

/** The settings that an address carries, over the first ones; nonsense stays and is said to be wrong. */
export function valuesOf(info: ExperimentInfo, state: Readonly<Record<string, string>>): Parameters {
  const given = info.parameters.flatMap((parameter) => {
    const text = state[prefix + parameter.id]
    if (text === undefined) return []
    return [[parameter.id, parameter.kind === 'number' ? (text === '' ? Number.NaN : Number(text)) : text]]
  })
  return { ...initialValues(info), ...(Object.fromEntries(given) as Parameters) }
}

/** The address state that brings settings back: for links to "the same again". */
export function stateOf(targetId: string, values: Parameters): Readonly<Record<string, string>> {
  const settings = Object.entries(values).map(([id, value]) => [prefix + id, String(value)])
  return { target: targetId, ...(Object.fromEntries(settings) as Record<string, string>) }
}

/** One that may be experimented on, else one that answers. */
function firstTarget(targets: readonly TargetState[]): TargetState | undefined {
  return (
    targets.find((each) => each.config.permission === 'experiment') ??
    targets.find((each) => each.condition === 'observed') ??
    targets[0]
  )
}
