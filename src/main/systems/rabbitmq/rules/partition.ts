import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import type { Rule } from '../../rule.ts'
import { isAtLeast, nodeNames, texts, versionsOf } from '../views/reading.ts'
import { sources } from './sources.ts'

/** Q33. Until 4.2 nodes tell that they lost each other while both ran; 4.3 has no such partitions. */
export const partition: Rule = {
  id: 'rabbitmq/partition',
  title: 'No node says that it is cut off from others',
  why: 'Both sides went on alone: definitions and classic queues differ between them, and don’t come together by themselves under cluster_partition_handling = ignore.',
  fix: 'Choose the side to keep, and restart the nodes of the other (rabbitmqctl stop_app, start_app): they take over its state. Then set pause_minority, and use quorum queues.',
  source: sources.partitions,
  evaluate(look) {
    const versions = versionsOf(look)
    if (versions.length > 0 && versions.every((version) => isAtLeast(version, 4, 3)))
      return { candidates: [] }
    const cut = nodeNames(look).flatMap((name) => {
      const entity = rabbitmqEntity('node', name)
      const from = texts(look.moment.fact(entity, 'node.partitions'))
      return from.length === 0 ? [] : [{ entity, says: `${name} is cut off from ${from.join(', ')}` }]
    })
    if (cut.length === 0) return { candidates: [] }
    return {
      candidates: [
        {
          entity: 'cluster',
          severity: 'critical',
          title: `The cluster is partitioned: ${cut.map(({ says }) => says).join('; ')}`,
          holdMs: 0,
          evidence: cut.map(({ entity, says }) => factEvidence(look, entity, 'node.partitions', says)),
        },
      ],
    }
  },
}
