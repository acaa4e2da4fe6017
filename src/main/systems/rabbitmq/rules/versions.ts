import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { factEvidence } from '../../base/evidence.ts'
import { list, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { nodeNames, stringOf, versionsOf } from '../views/reading.ts'
import { counted, named } from './claims.ts'
import { sources } from './sources.ts'

/** A rolling upgrade is done by then. */
const holdMs = 1_800_000

/** Q32. What stands in the way of the next upgrade. */
export const versions: Rule = {
  id: 'rabbitmq/versions',
  title: 'One version everywhere, its stable feature flags enabled',
  why: 'A cluster of two versions is meant for the hours of an upgrade; the next version may require flags that are still disabled, and refuses to start.',
  fix: 'Finish the upgrade, then rabbitmqctl enable_feature_flag all.',
  source: sources.flags,
  evaluate(look) {
    const missing = look.moment.fact('cluster', 'cluster.flags') === undefined
    return {
      candidates: [...differing(look), ...disabled(look)],
      ...(missing
        ? {
            missing: 'Feature flags are told to administrators alone',
            unjudged: ['cluster'],
          }
        : {}),
    }
  },
}

function differing(look: Look): readonly Candidate[] {
  const all = versionsOf(look)
  if (all.length < 2) return []
  const evidence = nodeNames(look).map((name) => {
    const entity = rabbitmqEntity('node', name)
    const version = stringOf(record(look.moment.fact(entity, 'node.version'))['rabbitmq'])
    return factEvidence(look, entity, 'node.version', `${name}: ${version}`)
  })
  return [
    {
      entity: evidence[0]?.entity ?? 'cluster',
      severity: 'warning',
      title: `The nodes run ${all.join(' and ')}`,
      holdMs,
      evidence,
    },
  ]
}

function disabled(look: Look): readonly Candidate[] {
  const flags = list(look.moment.fact('cluster', 'cluster.flags')).map(record)
  const off = flags.filter((flag) => flag['state'] === 'disabled' && flag['stability'] === 'stable')
  if (off.length === 0) return []
  const names = off.map((flag) => stringOf(flag['name']))
  const title = `${counted(names.length, 'stable feature flag')} ${names.length === 1 ? 'is' : 'are'} disabled: ${named(names)}`
  const evidence = [factEvidence(look, 'cluster', 'cluster.flags', named(names, 20))]
  return [{ entity: 'cluster', severity: 'warning', title, holdMs: 0, evidence }]
}
