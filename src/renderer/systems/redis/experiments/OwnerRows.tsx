import type { LockTally } from '../../../../shared/systems/redis-lock.ts'
import { formatRunTime } from '../../../experiments/log/run-time.ts'
import { StageRows } from '../../StageRows.tsx'

const heads = ['At, s', 'Client', 'What', 'Token']

/** The drawing in words and numbers. */
export function OwnerRows({ tally, origin }: { readonly tally: LockTally; readonly origin: number }) {
  const rows = [
    ...tally.owners.map(({ client, data }) => ({ at: data.at, client, what: 'owns', token: data.token })),
    ...tally.writes.map(({ at, client, token, accepted, isLate }) => ({
      ...{ at, client, token },
      what: `writes: ${accepted ? 'taken' : 'refused'}${isLate ? ', late' : ''}`,
    })),
    ...tally.deaths.map(({ at, client }) => ({ at, client, what: 'is killed', token: undefined })),
    ...tally.releases.map(({ at, client, deleted }) => ({
      ...{ at, client, token: undefined },
      what: deleted ? 'releases' : 'would release what is not its own',
    })),
  ]
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, client, what, token }) => ({
      key: `${at} ${client} ${what}`,
      cells: [formatRunTime(at - origin), client, what, token ?? ''],
    }))
  return <StageRows label="Owners and writes" heads={heads} rows={rows} />
}
