import type { Look } from '../../../moment.ts'
import type { Candidate, Outcome } from '../../../rule.ts'
import { partitionsOf } from '../../views/base/partitions.ts'
import { counted } from '../../words.ts'
import { troubleOf, whySettingsAreMissing } from './trouble.ts'

/** An outcome of a rule that compares with min.insync.replicas: unknown for the topics that don't tell theirs. */
export function comparedWithMinIsr(look: Look, candidates: readonly Candidate[]): Outcome {
  const unknown = troubleOf(look).unknownMinIsr
  if (unknown.length === 0) return { candidates }
  const { layout } = partitionsOf(look)
  const topics = new Set(unknown.map((row) => layout.topic[row]!))
  return {
    candidates,
    missing: `min.insync.replicas of ${counted(topics.size, 'topic')}: ${whySettingsAreMissing(look)}`,
    unjudged: Array.from(topics, (topic) => `topic/${layout.topics[topic]!}`),
  }
}

/** The documentation that most of these rules rest on. */
export const monitoring = {
  label: 'Kafka documentation, Monitoring',
  url: 'https://kafka.apache.org/documentation/#monitoring',
}

export const replication = {
  label: 'Kafka documentation, Replication',
  url: 'https://kafka.apache.org/documentation/#replication',
}
