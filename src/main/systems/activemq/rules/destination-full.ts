import { factEvidence, metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { destinationsOf, type Destination } from '../views/standing.ts'
import { sources } from './sources.ts'
import { notRead, unseen } from './unseen.ts'

/** A03. */
export const destinationFull: Rule = {
  id: 'activemq/destination-full',
  title: 'No queue or topic is at its own memory limit while its broker has room',
  why: 'A limit of the destination’s own bites while the broker has memory left: its producers are held up, or its messages go through the disk.',
  fix: 'Raise memoryLimit of its policyEntry, or let consumers drain it.',
  source: sources.flowControl,
  evaluate: (look) =>
    notRead(look, 'destination.memory_percent', 'Queues and topics') ?? {
      candidates: destinationsOf(look).flatMap((one) => candidate(look, one)),
      ...unseen(look, ['Queues', 'Topics'], ['queue', 'topic']),
    },
}

function candidate(look: Look, one: Destination): readonly Candidate[] {
  const { entity, name, broker, kind, memoryPercent, isCursorFull } = one
  const brokers = number(look, `broker/${broker}`, 'broker.memory_percent')
  if (!(memoryPercent >= 100 || isCursorFull) || brokers === null || brokers >= 100) return []
  const what = memoryPercent >= 100 ? 'at its memory limit' : 'more than its cursor holds in memory'
  return [
    {
      ...{ entity, severity: 'warning', holdMs: 5000 },
      title: `${kind === 'queue' ? 'Queue' : 'Topic'} ${name} is ${what}, and ${broker} has room: ${brokers} % are used`,
      evidence: [
        metricEvidence(look, entity, 'destination.memory_percent', `${memoryPercent} % of its own limit`),
        ...(isCursorFull ? [factEvidence(look, entity, 'destination.cursor_full', 'cursor full')] : []),
      ],
    },
  ]
}
