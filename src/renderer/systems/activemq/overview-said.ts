import { formatBytes } from '../../../shared/base/format-number.ts'
import type {
  BrokerRow,
  EndpointRow,
  EndpointState,
  OverviewData,
} from '../../../shared/systems/activemq-views.ts'
import type { SaidProps } from '../Said.tsx'
import { beyondDisk } from './brokers/UsageCell.tsx'
import { endpointEntity } from '../../../shared/systems/activemq-entities.ts'
import { isMaybeSlave, sentence, sinceText, toneRank } from './words.ts'

export type Sentence = Pick<SaidProps, 'tone' | 'headline'> & { readonly rest: string }

/** More sentences would push the figures off the page; the findings have them all. */
const most = 2

/**
 * What could not be read of addresses that answer, with what would change that: that others are silent is said above,
 * and that one refuses that may wait as slave is as it should be.
 */
export function blindAnswering({ blind, endpoints }: OverviewData): OverviewData['blind'] {
  const away = new Set(
    endpoints.filter((each) => mute.includes(each.state)).map((each) => endpointEntity(each.address)),
  )
  return blind.filter((one) => !away.has(one.entity))
}

const mute: readonly EndpointState[] = ['silent', 'refused', 'unreachable']

/** What is wrong with brokers and their limits, the gravest first; empty: nothing that was observed. */
export function overviewSaid(data: OverviewData, at: number): readonly Sentence[] {
  const sentences = [
    ...data.endpoints.flatMap((endpoint) => endpointSaid(endpoint, at)),
    ...data.brokers.flatMap(limitsSaid),
  ]
  return sentences.toSorted((a, b) => toneRank(a.tone) - toneRank(b.tone)).slice(0, most)
}

function endpointSaid(endpoint: EndpointRow, at: number): readonly Sentence[] {
  const { state, address, broker, says } = endpoint
  // a slave that waits refuses too: as long as another address serves, that is no alarm
  if (state === 'serving' || isMaybeSlave(endpoint)) return []
  const whose = broker === null ? address : `${broker} at ${address}`
  const word = state === 'silent' ? 'hangs' : state === 'closed' ? 'is closed to us' : 'does not answer'
  const since = sinceText(endpoint.stateSince, at)
  return [
    {
      tone: state === 'closed' ? 'warn' : 'bad',
      headline: `${whose} ${word}${since === '' ? '' : ` ${since}`}.`,
      rest: sentence(says),
    },
  ]
}

function limitsSaid(broker: BrokerRow): readonly Sentence[] {
  const beyond = beyondDisk(broker)
  const full = (['memory', 'store', 'temp'] as const).filter((limit) => (broker[limit].percent ?? 0) >= 100)
  return [
    ...full.map((limit): Sentence => ({
      tone: 'bad',
      headline: `The ${limit} limit of ${broker.key} is reached.`,
      rest: 'Flow control holds producers up until messages are consumed.',
    })),
    ...(beyond === null
      ? []
      : [
          {
            tone: 'warn' as const,
            headline: `The store of ${broker.key} may outgrow its disk by ${formatBytes(beyond)}.`,
            rest: 'The disk ends before the limit protects: lower storeUsage, or give the store more room.',
          },
        ]),
  ]
}
