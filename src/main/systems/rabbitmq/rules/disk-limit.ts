import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Rule } from '../../rule.ts'
import { isRunning, nodeNames } from '../views/reading.ts'
import { named } from './claims.ts'
import { sources } from './sources.ts'

/** Q03. A node must be able to write out what it holds in memory. Advice: it says nothing of today. */
export const diskLimit: Rule = {
  id: 'rabbitmq/disk-limit',
  title: 'The disk alarm comes before the disk is full',
  why: 'With the stock limit of 50 MB the alarm comes when it is too late: a node that writes its memory out runs out of disk and dies.',
  fix: 'Set disk_free_limit.relative = 1.0 or more, at least the memory watermark.',
  source: sources.production,
  evaluate(look) {
    const low = nodeNames(look).filter((name) => {
      const entity = rabbitmqEntity('node', name)
      const disk = number(look, entity, 'node.disk_limit')
      const memory = number(look, entity, 'node.memory_limit')
      return isRunning(look, name) && disk !== null && memory !== null && disk < memory
    })
    if (low.length === 0) return { candidates: [] }
    return {
      candidates: [
        {
          entity: 'cluster',
          severity: 'info',
          title: `The disk limit is below the memory watermark on ${named(low)}`,
          holdMs: 0,
          evidence: low.flatMap((name) => {
            const entity = rabbitmqEntity('node', name)
            return [
              metricEvidence(
                look,
                entity,
                'node.disk_limit',
                `${megabytes(number(look, entity, 'node.disk_limit'))} must be free`,
              ),
              metricEvidence(
                look,
                entity,
                'node.memory_limit',
                `${megabytes(number(look, entity, 'node.memory_limit'))} may be used`,
              ),
            ]
          }),
        },
      ],
    }
  },
}

function megabytes(bytes: number | null): string {
  return bytes === null ? '?' : `${Math.round(bytes / 1e6)} MB`
}
