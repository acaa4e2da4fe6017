import type { FindingsAt } from '../../../shared/api/findings.ts'
import type { TargetState } from '../../../shared/api/targets.ts'
import { useAsked } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'
import { wordThen } from '../target-words.ts'
import type { TargetWord } from '../target-words.ts'

/** How each target was at a past instant; undefined while live. */
export function useWordsThen(
  targets: readonly TargetState[],
  at: number | undefined,
): ReadonlyMap<string, TargetWord> | undefined {
  const client = useClient()
  const ids = targets.filter((each) => wasSeen(each, at)).map((each) => each.config.id)
  const key = at === undefined ? undefined : `${at} ${ids.join(' ')}`
  const asked = useAsked(key, async (signal) => {
    const read = async (targetId: string): Promise<readonly [string, FindingsAt]> => [
      targetId,
      await client.call('findings.at', { targetId, ...(at === undefined ? {} : { at }) }, signal),
    ]
    return new Map(await Promise.all(ids.map(read)))
  })
  if (at === undefined) return undefined
  return new Map(
    targets.map((each) => [each.config.id, wordThen(each, at, asked.value?.get(each.config.id))]),
  )
}

function wasSeen({ extent }: TargetState, at: number | undefined): boolean {
  return at !== undefined && extent !== undefined && at >= extent.from
}
