import type { Json } from '../../../../shared/base/json.ts'
import type { SlowCommand, SlowlogData } from '../../../../shared/systems/redis-load-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { number, record } from '../../base/reading.ts'
import { blindSpots, nodeAddresses, numberOf, numericSetting, stringOf } from './reading.ts'

const hourMs = 3_600_000
const usualLimit = 200

export const slowlog: View = {
  run: (look, { windowMs, limit, address }) => ({
    ...slowlogData(
      look,
      numberOf(windowMs) ?? hourMs,
      numberOf(limit) ?? usualLimit,
      typeof address === 'string' ? address : undefined,
    ),
  }),
}

function slowlogData(look: Look, windowMs: number, limit: number, only: string | undefined): SlowlogData {
  const held = [...look.moment.facts('slowlog.entry')].map(([entity, { value }]) =>
    slowCommand(entity, value, true),
  )
  const names = new Set(look.moment.facts('slowlog.entry').keys())
  const gone = look
    .changes(['slowlog.entry'], look.moment.at - windowMs)
    .filter(({ entity, after }) => after === null && !names.has(entity))
    .map(({ entity, before }) => slowCommand(entity, before, false))
  const rows = [...held, ...gone].filter(({ address }) => only === undefined || address === only)
  rows.sort((a, b) => b.at - a.at || b.id - a.id)
  return {
    rows: rows.slice(0, limit),
    total: rows.length,
    nodes: nodeAddresses(look).map((one) => nodeOf(look, one)),
  }
}

function slowCommand(entity: string, value: Json, isHeld: boolean): SlowCommand {
  const entry = record(value)
  return {
    address: entity.split('/')[1] ?? '',
    id: numberOf(entry['id']) ?? 0,
    at: numberOf(entry['at']) ?? 0,
    ms: numberOf(entry['ms']) ?? NaN,
    command: stringOf(entry['command']),
    first: stringOf(entry['first']),
    arguments: numberOf(entry['arguments']) ?? 0,
    client: stringOf(entry['client']),
    clientName: stringOf(entry['clientName']),
    isHeld,
  }
}

function nodeOf(look: Look, address: string): SlowlogData['nodes'][number] {
  const entity = `node/${address}`
  const micros = numericSetting(look, address, 'slowlog-log-slower-than')
  const gap = blindSpots(look, entity).find(({ ask }) => ask === 'SLOWLOG GET' || ask === 'INFO')
  return {
    address,
    thresholdMs: micros === null ? null : micros / 1000,
    maxLength: numericSetting(look, address, 'slowlog-max-len'),
    entries: number(look, entity, 'node.slow_commands'),
    lost: number(look, entity, 'node.slow_lost'),
    why: gap?.why ?? null,
  }
}
