import { OrreryError } from '../../../../shared/base/errors.ts'
import { rabbitmqEntity } from '../../../../shared/systems/rabbitmq-entities.ts'
import { rabbitmqMetrics } from '../../../../shared/systems/rabbitmq-metrics.ts'
import type { NodeData } from '../../../../shared/systems/rabbitmq-views.ts'
import { list, number, perSecond, record } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { nodeRow } from './node-row.ts'
import { blindSpots, nodeNames, stringOf, texts } from './reading.ts'

export const node: View = {
  run: (look, args) => ({ ...nodeData(look, String(args['name'])) }),
  instances: (look) => nodeNames(look).map((name) => ({ name })),
}

function nodeData(look: Look, name: string): NodeData {
  if (!nodeNames(look).includes(name)) throw new OrreryError('not-found', `No node ${name} was known then`)
  const entity = rabbitmqEntity('node', name)
  const outline = record(look.moment.fact(entity, 'node.outline'))
  return {
    row: nodeRow(look, name),
    figures: figuresOf(look, entity),
    plugins: texts(outline['plugins']),
    listeners: list(outline['listeners'])
      .map(record)
      .map((listener) => listenerOf(stringOf(listener['protocol']), stringOf(listener['address']))),
    blind: blindSpots(look, entity),
  }
}

function listenerOf(protocol: string, address: string): NodeData['listeners'][number] {
  const tls = protocol.startsWith('https') || protocol.includes('/ssl') || protocol.endsWith('s')
  return { protocol, address, tls }
}

function figuresOf(look: Look, entity: string): NodeData['figures'] {
  return rabbitmqMetrics
    .filter(({ key }) => key.startsWith('node.'))
    .map(({ key, kind }) => ({
      metric: key,
      value: number(look, entity, key),
      perSecond: kind === 'counter' ? perSecond(look, entity, key) : null,
      at: look.moment.column(key)?.at ?? null,
    }))
}
