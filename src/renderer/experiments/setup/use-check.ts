import { useEffect, useState } from 'react'
import type { Check, ExperimentInfo, RunStep } from '../../../shared/api/experiments.ts'
import { useAsked } from '../../api/use-asked.ts'
import type { AskedAgain } from '../../api/use-asked.ts'
import { stableKey } from '../../api/stable-key.ts'
import { useClient } from '../../api/use-client.ts'
import type { Setup } from './use-setup.ts'

export interface Checked {
  readonly checks: readonly Check[]
  readonly steps: readonly RunStep[]
}

export interface CheckResult extends AskedAgain<Checked> {
  /** The answer is of what is set now. */
  readonly isCurrent: boolean
}

const settleMs = 350

/** Whether a run could start, as the core and the cluster answer: reads only. Asked anew when target or settings change. */
export function useCheck(info: ExperimentInfo, { target, values, problems }: Setup): CheckResult {
  const client = useClient()
  const targetId = target?.config.id
  const isAskable = targetId !== undefined && Object.keys(problems).length === 0
  const arg = { experiment: info.id, targetId: targetId ?? '', parameters: values }
  // permission and condition of the target change what the checks say
  const wanted = isAskable
    ? stableKey({ ...arg, permission: target?.config.permission, condition: target?.condition })
    : undefined
  const key = useSettled(wanted)
  const asked = useAsked(key, (signal) => client.call('experiments.check', arg, signal))
  return { ...asked, isCurrent: wanted !== undefined && asked.valueKey === wanted }
}

/** A text once it has stayed for a moment: typing a number asks the cluster once. */
function useSettled(text: string | undefined): string | undefined {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
