import { type Assignor, byMemberId, numbersBelow } from './assignor.ts'

/**
 * As `org.apache.kafka.clients.consumer.RangeAssignor`: members in the order of their ids get stretches, the first
 * `partitions % members` of them one partition more.
 */
export const rangeAssignor: Assignor = (candidates, partitions) => {
  const members = candidates.toSorted(byMemberId)
  const share = Math.floor(partitions / members.length)
  const larger = partitions % members.length
  return new Map(
    members.map(({ id }, i) => {
      const first = i * share + Math.min(i, larger)
      const count = share + (i < larger ? 1 : 0)
      return [id, numbersBelow(count).map((n) => first + n)]
    }),
  )
}

/** As `org.apache.kafka.clients.consumer.RoundRobinAssignor`: dealt out like cards, in the order of member ids. */
export const roundRobinAssignor: Assignor = (candidates, partitions) => {
  const members = candidates.toSorted(byMemberId)
  return new Map(
    members.map(({ id }, i) => [id, numbersBelow(partitions).filter((p) => p % members.length === i)]),
  )
}
