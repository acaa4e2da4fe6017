import type { FoundEntity, FoundFact, FoundFinding, FoundRun } from '../../../../../src/shared/api/search.ts'

const targetId = 'prod'

export const anEntity: FoundEntity = {
  is: 'entity',
  targetId,
  entity: 'topic/orders/3',
  first: 2000,
  last: 9000,
  isThere: true,
}

export const aFact: FoundFact = {
  is: 'fact',
  targetId,
  key: 'partition.isr',
  text: '[1,2]',
  isCut: false,
  entity: 'topic/orders/3',
  at: 4000,
  first: 3000,
  to: 6000,
  held: 0,
}

export const aFinding: FoundFinding = {
  is: 'finding',
  targetId,
  id: '7',
  rule: 'kafka/under-replicated',
  severity: 'warning',
  title: 'Broker 2 is lost',
  entity: 'broker/2',
  opened: 5000,
  closed: 8000,
}

export const aRun: FoundRun = {
  is: 'run',
  run: '14-k3f9',
  experiment: 'kafka/rebalance',
  title: 'A member leaves',
  targetName: 'prod',
  at: 4500,
  outcome: 'done',
}
