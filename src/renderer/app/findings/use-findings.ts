import type { Finding, FindingsAt } from '../../../shared/api/findings.ts'
import { useInstant } from '../../api/instant.ts'
import type { Stretch } from '../../api/instant.ts'
import { useAsked } from '../../api/use-asked.ts'
import type { AskedAgain } from '../../api/use-asked.ts'
import { useClient } from '../../api/use-client.ts'

/** Findings and verdicts at the instant in force; live they are asked again after each sample. */
export function useFindings(targetId: string): AskedAgain<FindingsAt> {
  const client = useClient()
  const { at, shown } = useInstant()
  return useAsked(`${targetId} ${at === 'live' ? `live ${shown}` : at}`, (signal) =>
    client.call('findings.at', at === 'live' ? { targetId } : { targetId, at }, signal),
  )
}

/** All findings that overlap a stretch, newest first; `stretch` undefined: none are asked for. */
export function useFindingsInRange(
  targetId: string,
  stretch: Stretch | undefined,
): AskedAgain<readonly Finding[]> {
  const client = useClient()
  const { from, to } = stretch ?? { from: 0, to: 0 }
  return useAsked(stretch === undefined ? undefined : `${targetId} ${from} ${to}`, (signal) =>
    client.call('findings.range', { targetId, from, to, limit: 500 }, signal),
  )
}
