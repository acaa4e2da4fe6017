import type { Check } from '../../../../../shared/api/experiments.ts'
import { deadLetterPlan } from '../../../../../shared/systems/rabbitmq-dead-letter-run.ts'
import type { CheckContext, Experiment } from '../../../experiment.ts'
import { fieldsIn, textIn } from '../../ask/fields.ts'
import { checkBroker } from '../check.ts'
import type { Management } from '../management.ts'
import { info } from './info.ts'
import { judge } from './judge.ts'
import { steps } from './steps.ts'

export const deadLetters: Experiment = {
  info,
  check: (context) => checkBroker(context, (management) => checkCause(context, management)),
  steps,
  judge,
}

const oldest = { 'delivery-limit': [3, 8], kept: [3, 10] } as const

/** Quorum queues came with 3.8, their dead letters at least once with 3.10, and a policy is made in a place of our own. */
async function checkCause(
  { parameters, signal }: CheckContext,
  management: Management,
): Promise<readonly Check[]> {
  const { cause } = deadLetterPlan(parameters)
  if (cause !== 'delivery-limit' && cause !== 'kept') return []
  const version = textIn(fieldsIn(await management.get('overview', signal)), 'rabbitmq_version') ?? ''
  const head = { id: 'version', what: 'The queue type that it needs' }
  const [major, minor] = oldest[cause]
  const [isMajor = 0, isMinor = 0] = version.split('.').map(Number)
  const isEnough = isMajor > major || (isMajor === major && isMinor >= minor)
  const says = `RabbitMQ ${version === '' ? 'of an unknown version' : version}`
  const checks: Check[] = [
    isEnough
      ? { ...head, is: 'ok', says }
      : {
          ...head,
          is: 'refused',
          says,
          fix: `It takes ${major}.${minor} or newer: try another way of dying`,
        },
  ]
  if (cause === 'kept' && !management.isAdministrator)
    checks.push({
      id: 'policy',
      what: 'A policy may be made',
      is: 'refused',
      says: `${management.user} is no administrator, and the broker looks again only when a policy changes`,
      fix: `rabbitmqctl set_user_tags ${management.user} administrator, or try another way of dying`,
    })
  return checks
}
