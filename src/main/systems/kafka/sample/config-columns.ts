import type { FactColumn } from '../../sample.ts'
import type { MetadataHead } from '../ask/metadata.ts'
import type { Model } from '../model.ts'
import type { Placement } from '../topology.ts'
import { brokerSet } from './broker-columns.ts'
import { errorCounts, type ErrorCount } from './gaps.ts'
import { whole } from './partition-columns.ts'
import type { Replies } from './replies.ts'

export function readConfigs(replies: Replies, model: Model): ErrorCount[] {
  return replies
    .each('DescribeConfigs', (answer) => errorCounts(answer, model.configs.read(answer), 'topic or broker'))
    .flat()
}

/** Settings as last read: of topics not asked for yet, nothing is said. */
export function configFacts(
  { placement, brokers }: { placement: Placement; brokers: MetadataHead['brokers'] },
  model: Model,
): readonly FactColumn[] {
  const { configs, memo } = model
  const ofTopics = memo.of('topic configs', [placement, configs.topics], () =>
    whole(placement.topicEntities)(
      'topic.config',
      placement.topics.map((topic) => configs.topics.get(topic)),
    ),
  )
  const ofBrokers = memo.of('broker configs', [brokers, configs.brokers], () =>
    whole(brokerSet(brokers, memo))(
      'broker.config',
      brokers.map(({ id }) => configs.brokers.get(String(id))),
    ),
  )
  return [ofTopics, ofBrokers]
}
