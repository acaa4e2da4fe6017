import type { Look } from '../../moment.ts'
import { list, record, text } from '../../base/reading.ts'
import { nodeAddresses, numericSetting, stringOf } from '../views/reading.ts'

/** The longest cluster-node-timeout that any node has; the default of 15 s where none tells. */
export function nodeTimeoutMs(look: Look): number {
  const told = nodeAddresses(look).flatMap(
    (address) => numericSetting(look, address, 'cluster-node-timeout') ?? [],
  )
  return told.length === 0 ? 15_000 : Math.max(...told)
}

/** Data nodes that do not answer, as `node/<address>`. */
export function silentNodes(look: Look): readonly string[] {
  return nodeAddresses(look)
    .filter((address) => {
      const state = text(look, `node/${address}`, 'node.state')
      return state !== 'serving' && state !== 'loading'
    })
    .map((address) => `node/${address}`)
}

/** The one sentence of a rule that can't judge because these do not answer. */
export function silenceOf(entities: readonly string[]): string {
  const names = entities.map((entity) => entity.slice(entity.indexOf('/') + 1))
  return `No answer from ${names.join(', ')}: what holds there is not known`
}

/** Runs of slots that a node claims, as first and last. */
export function listOfRuns(look: Look, entity: string): readonly (readonly [number, number])[] {
  const runs = text(look, entity, 'node.slots') ?? ''
  return runs
    .split(', ')
    .filter((run) => run !== '')
    .map((run) => {
      const [from = 0, to = from] = run.split('–').map(Number)
      return [from, to] as const
    })
}

/** Flags that a node has in its own line. */
export function ownFlags(look: Look, address: string): readonly string[] {
  const lines = list(look.moment.fact(`node/${address}`, 'node.view')).map(record)
  const flags = lines.map((line) => stringOf(line['flags']).split(','))
  return flags.find((one) => one.includes('myself')) ?? []
}
