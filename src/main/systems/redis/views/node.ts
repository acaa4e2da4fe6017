import { OrreryError } from '../../../../shared/base/errors.ts'
import { redisCatalogue } from '../../../../shared/systems/redis.ts'
import type { NodeData } from '../../../../shared/systems/redis-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { nodeRow } from './node-row.ts'
import { list, number, perSecond, record, text } from '../../base/reading.ts'
import { blindSpots, namesIn, nodeAddresses, numberOf, stringOf } from './reading.ts'

export const node: View = {
  run: (look, args) => ({ ...nodeData(look, String(args['address'])) }),
  instances: (look) => nodeAddresses(look).map((address) => ({ address })),
}

function nodeData(look: Look, address: string): NodeData {
  const entity = `node/${address}`
  if (!nodeAddresses(look).includes(address))
    throw new OrreryError('not-found', `No server ${address} was known then`)
  const fact = (key: string) => look.moment.fact(entity, key)
  const config = record(fact('node.config'))
  const persistence = record(fact('node.persistence'))
  return {
    row: nodeRow(look, address),
    figures: figuresOf(look, entity),
    config: Object.entries(config).map(([key, value]) => ({ key, value: stringOf(value) })),
    history: historyOf(look, entity),
    persistence:
      Object.keys(persistence).length === 0
        ? null
        : (persistence as Readonly<Record<string, string | boolean | number>>),
    linkStep: text(look, entity, 'node.link_step'),
    unlinked: namesIn(fact('node.bus_missing')),
    latency: list(fact('node.latency'))
      .map(record)
      .map((event) => ({
        event: stringOf(event['event']),
        at: numberOf(event['at']) ?? NaN,
        lastMs: numberOf(event['lastMs']) ?? NaN,
        maxMs: numberOf(event['maxMs']) ?? NaN,
      })),
    errors: errorsOf(look, address),
    blind: blindSpots(look, entity),
  }
}

function figuresOf(look: Look, entity: string): NodeData['figures'] {
  return redisCatalogue.metrics
    .filter(({ key }) => key.startsWith('node.'))
    .map(({ key, kind }) => ({
      metric: key,
      value: number(look, entity, key),
      perSecond: kind === 'counter' ? perSecond(look, entity, key) : null,
      at: look.moment.column(key)?.at ?? null,
    }))
}

function historyOf(look: Look, entity: string): NodeData['history'] {
  const history = record(look.moment.fact(entity, 'node.history'))
  if (history['id'] === undefined) return null
  return {
    id: stringOf(history['id']),
    before: stringOf(history['before']),
    beforeOffset: numberOf(history['beforeOffset']) ?? -1,
  }
}

function errorsOf(look: Look, address: string): NodeData['errors'] {
  const column = look.moment.column('error.count')
  if (column === undefined) return []
  const prefix = `error/${address}/`
  return column.entities.paths.flatMap((path, i) => {
    const count = column.values[i] ?? NaN
    if (!path.startsWith(prefix) || Number.isNaN(count)) return []
    return [{ word: path.slice(prefix.length), count, perSecond: perSecond(look, path, 'error.count') }]
  })
}
