import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { NetworkData, NetworkDestination } from '../../../../shared/systems/activemq-network-views.ts'
import { stateWords } from '../words.ts'
import { bridgesOf, wholeState } from './bridges.ts'

/** The drawing in words, for who does not see it. */
export function drawingText(data: NetworkData, destination: NetworkDestination | undefined): string {
  const brokers = data.brokers.map(
    (broker) => `${broker.key} ${broker.state === null ? 'is not asked' : stateWords(broker.state).word}`,
  )
  const bridges = bridgesOf(data).map((bridge) => {
    const way = bridge.isDuplex ? 'both ways' : 'one way'
    const other = bridge.other.startsWith('?') ? 'nowhere yet' : bridge.other
    return `${bridge.owner} to ${other}, ${way}, ${wholeState(bridge)}`
  })
  const holds =
    destination?.at.map(
      (each) =>
        `${each.broker} holds ${count(each.messages)} with ${count(each.localConsumers)} ${each.localConsumers === 1 ? 'consumer' : 'consumers'} of its own`,
    ) ?? []
  const stranded = destination?.stranded ?? null
  return [
    `Network of ${brokers.length} brokers: ${brokers.join(', ')}`,
    bridges.length === 0 ? 'No bridge' : `Bridges: ${bridges.join('; ')}`,
    ...(destination === undefined ? [] : [`Of ${destination.name}, ${holds.join('; ')}`]),
    ...(stranded === null ? [] : [stranded.says]),
  ].join('. ')
}

const count = (value: number | null) => (value === null ? 'an unknown number' : formatNumber(value))
