import { formatInstant } from '../../../../shared/base/format-time.ts'
import type { NetworkData, NetworkDestination } from '../../../../shared/systems/activemq-network-views.ts'
import type { SaidProps } from '../../Said.tsx'
import { listed, sentence } from '../words.ts'
import { bridgesOf, wholeState } from './bridges.ts'

type Sentence = Pick<SaidProps, 'tone' | 'headline'> & { readonly rest: string }

/** What is wrong with the network: messages that can't reach their consumers, and bridges that don't stand. */
export function networkSaid(
  data: NetworkData,
  chosen: NetworkDestination | undefined,
  at: number,
): readonly Sentence[] {
  const stranded = data.destinations.filter((each) => each.stranded !== null)
  const told = chosen !== undefined && chosen.stranded !== null ? chosen : stranded[0]
  return [
    ...(told === undefined ? [] : [strandedSaid(told, stranded)]),
    ...downSaid(data, at),
    ...hungSaid(data),
  ]
}

function strandedSaid({ name, stranded }: NetworkDestination, all: readonly NetworkDestination[]): Sentence {
  const others = all.filter((each) => each.name !== name).map((each) => each.name)
  const more = others.length === 0 ? '' : ` The same holds of ${listed(others)}.`
  return {
    tone: 'bad',
    headline: `${name} is stranded on ${stranded?.on ?? '?'}.`,
    rest: `${sentence(stranded?.says ?? '')}${more}`,
  }
}

function downSaid(data: NetworkData, at: number): readonly Sentence[] {
  const down = bridgesOf(data).filter((bridge) => ['down', 'stopped'].includes(wholeState(bridge)))
  return down.slice(0, 2).map((bridge) => {
    const link = bridge.configured ?? bridge.accepted
    const since = link?.stateSince ?? null
    const other = bridge.other.startsWith('?') ? '' : ` to ${bridge.other}`
    const isStopped = wholeState(bridge) === 'stopped'
    const word = isStopped ? 'is stopped' : 'has no bridge'
    return {
      tone: isStopped ? 'warn' : 'bad',
      headline: `${link?.connector ?? 'A network connector'} of ${bridge.owner} ${word}${other}${since === null ? '' : ` since ${formatInstant(since, at)}`}.`,
      rest: isStopped
        ? 'Somebody stopped the connector: what one side holds does not reach consumers of the other.'
        : `What one side holds does not reach consumers of the other; the log of ${bridge.owner} says why.`,
    }
  })
}

function hungSaid({ brokers }: NetworkData): readonly Sentence[] {
  const hung = brokers.filter((broker) => broker.state === 'silent').map((broker) => broker.key)
  if (hung.length === 0) return []
  return [
    {
      tone: 'bad',
      headline: `${listed(hung)} ${hung.length === 1 ? 'hangs' : 'hang'}: connections are taken and nothing is answered.`,
      rest: 'What it holds and who waits there is not known until it answers.',
    },
  ]
}
