import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import type { NodesData } from '../../../../shared/systems/rabbitmq-views.ts'
import { record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { boolOrNull, nodeRow } from './node-row.ts'
import { isRunning, nodeNames } from './reading.ts'

export const nodes: View = {
  run: (look) => ({ ...nodesData(look) }),
}

export function nodesData(look: Look): NodesData {
  const names = nodeNames(look)
  return {
    rows: names.map((name) => nodeRow(look, name)),
    says: names.map((name) => {
      // what a node said before it fell silent is no longer its word
      const view = isRunning(look, name)
        ? record(look.moment.fact(rabbitmqEntity('node', name), 'node.peers'))
        : {}
      return names.map((other) => boolOrNull(view[other]))
    }),
  }
}
