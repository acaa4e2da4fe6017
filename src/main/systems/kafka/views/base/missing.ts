import type { Missing } from '../../../../../shared/systems/kafka-views.ts'
import type { Look } from '../../../moment.ts'

/** What each request is for, in the reader's words. */
const subjects: Readonly<Record<string, string>> = {
  Metadata: 'Topics, leaders and ISR',
  ListOffsets: 'Offsets',
  ListGroups: 'Groups',
  OffsetFetch: 'Committed offsets',
  DescribeGroups: 'Members of groups',
  ConsumerGroupDescribe: 'Members of groups',
  DescribeLogDirs: 'Sizes and disks',
  DescribeConfigs: 'Settings',
  DescribeQuorum: 'The quorum',
  DescribeTopicPartitions: 'Eligible leader replicas',
}

/**
 * Gaps of the moment as a page says them; the same reason at several brokers is said once.
 * @param asks the requests that the page draws on
 */
export function missingOf(look: Look, asks: readonly string[]): Missing[] {
  const found = new Map<string, { what: string; of: string[]; why: string; fix: string | null }>()
  for (const { entity, ask, message, fix } of look.moment.gaps) {
    const requests = ask.split(', ').filter((request) => asks.includes(request))
    if (requests.length === 0) continue
    const what = [...new Set(requests.map((request) => subjects[request] ?? request))].join(', ')
    const known = found.get(`${what} ${message}`)
    if (known) known.of.push(entity)
    else found.set(`${what} ${message}`, { what, of: [entity], why: message, fix: fix ?? null })
  }
  return [...found.values()].map(({ what, of, why, fix }) => ({ what: `${what}${ofWhom(of)}`, why, fix }))
}

function ofWhom(entities: readonly string[]): string {
  const named = entities.filter((entity) => entity !== '').map((entity) => entity.replace('/', ' '))
  return named.length === 0 ? '' : ` of ${named.join(', ')}`
}
