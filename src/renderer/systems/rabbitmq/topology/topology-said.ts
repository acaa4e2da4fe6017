import type { TopologyData } from '../../../../shared/systems/rabbitmq-topology-views.ts'
import { exchangeLabel } from '../../../../shared/systems/rabbitmq-names.ts'
import { listed, type Sentence } from '../sentence.ts'

/** What is wrong with the ways that messages go, the gravest first; empty: nothing that was observed. */
export function topologySaid(data: TopologyData): readonly Sentence[] {
  return [...missingSaid(data), ...nowhereSaid(data), ...unroutedSaid(data)].slice(0, 3)
}

function missingSaid({ queues, exchanges }: TopologyData): readonly Sentence[] {
  return exchanges
    .filter(({ type }) => type === null)
    .flatMap(({ name }) => {
      const from = queues.filter((q) => q.deadLetter.ends === 'missing' && q.deadLetter.exchange === name)
      if (from.length === 0) return []
      return [
        {
          tone: 'bad' as const,
          headline: `${listed(from.map((queue) => queue.name))} ${from.length === 1 ? 'dead-letters' : 'dead-letter'} to ${name}, which does not exist.`,
          rest: 'What is rejected, expires or is pushed out there is dropped without an error. Declare the exchange and bind a queue to it.',
        },
      ]
    })
}

function nowhereSaid({ queues }: TopologyData): readonly Sentence[] {
  const lost = queues.filter(({ deadLetter }) => deadLetter.ends === 'nowhere')
  return [...Map.groupBy(lost, (queue) => queue.deadLetter.exchange ?? '').entries()].map(([name, from]) => ({
    tone: 'bad' as const,
    headline: `Dead letters of ${listed(from.map((queue) => queue.name))} end in nothing.`,
    rest:
      name === ''
        ? `The default exchange delivers by queue name, and there is no queue called ${listed([...new Set(from.map((q) => q.deadLetter.key ?? q.name))])}.`
        : `${exchangeLabel(name)} exists, and no binding there takes them: they are dropped without an error.`,
  }))
}

/** Where only dead letters come the queues they come from say it. */
function unroutedSaid({ exchanges, queues }: TopologyData): readonly Sentence[] {
  const told = new Set(queues.flatMap(({ deadLetter: d }) => (d.ends === 'nowhere' ? [d.exchange] : [])))
  return exchanges
    .filter(
      (e) => e.type !== null && (e.in ?? 0) > 0 && e.out === 0 && e.alternate === null && !told.has(e.name),
    )
    .map(({ name, bindings }) => ({
      tone: 'warn' as const,
      headline: `Nothing that is published to ${exchangeLabel(name)} reaches a queue.`,
      rest:
        bindings === 0
          ? 'No queue is bound to it. Without the mandatory flag publishers are not told.'
          : 'No binding takes the keys that are used. The routing tester says what would match.',
    }))
}
