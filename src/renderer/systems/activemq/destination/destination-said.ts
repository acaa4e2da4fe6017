import { formatNumber } from '../../../../shared/base/format-number.ts'
import type { DestinationData, DestinationIs } from '../../../../shared/systems/activemq-destination-views.ts'
import type { SaidProps } from '../../Said.tsx'
import { destinationWords, listed, sentence } from '../words.ts'

type Sentence = Pick<SaidProps, 'tone' | 'headline'> & { readonly rest: string }

/** What happens with a destination, by whom, and what can be done. */
export function destinationSaid(data: DestinationData): Sentence {
  const { tone } = destinationWords(data.is)
  return {
    tone: tone === 'ok' ? 'quiet' : tone,
    headline: holdersSaid(data) ?? sentence(data.says),
    rest: advice[data.is](data),
  }
}

/** Who it is that acknowledges nothing, by name; null: nobody is known to. */
function holdersSaid({ is, size, subscriptions }: DestinationData): string | null {
  const holding = subscriptions.filter((each) => each.isHolding)
  if (is !== 'stuck' || holding.length === 0) return null
  const held = holding.reduce((sum, each) => sum + (each.dispatched ?? 0), 0)
  const of = size === null ? '' : ` of ${formatNumber(size)}`
  const verbs = holding.length === 1 ? ['holds', 'acknowledges'] : ['hold', 'acknowledge']
  const names = listed([...new Set(holding.map((each) => each.clientId))])
  return `${names} ${verbs[0]} ${formatNumber(held)}${of} messages and ${verbs[1]} none.`
}

const nothing = () => ''

const advice: Readonly<Record<DestinationIs, (data: DestinationData) => string>> = {
  flowing: nothing,
  idle: nothing,
  unattended: () => 'They stay until somebody consumes them, expire, or fill the store.',
  stuck: () =>
    'Nobody else gets what it holds: see why it does not acknowledge; closing its connection gives them back, a smaller prefetch shares them.',
  undispatched: () =>
    'Selectors may match none of the first maxPageSize messages, or the audit takes a message that came back for a duplicate.',
  paused: () => 'Somebody called pause() of the queue; resume() lets it go on.',
  full: () => 'Consume faster, or raise the memoryLimit of its policy; producers wait meanwhile.',
  stranded: ({ broker }) =>
    `A consumer on ${broker} gets them at once; replayWhenNoConsumers with enableAudit="false" lets them go back.`,
  'dead-letters': () => 'Each message says why in dlqDeliveryFailureCause; nobody is told of it otherwise.',
}
