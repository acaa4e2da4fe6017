import { metricEvidence } from '../../base/evidence.ts'
import { number } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { brokerKeys, isServed, numbersOf, partsOf, risenWithin } from '../views/reading.ts'
import { sources } from './sources.ts'

const kinds = ['memory', 'store', 'temp'] as const
const windowMs = 30_000
const named = 3

/** A02. */
export const flowControl: Rule = {
  id: 'activemq/flow-control',
  title: 'No broker is at its memory, store or temp limit',
  why: 'At the limit flow control holds up every producer, as long as it takes: applications seem to hang in send(), and none of them sees an error.',
  fix: 'Let consumers drain the destinations that are named; then raise the limit, or set sendFailIfNoSpace so that producers hear of it.',
  source: sources.flowControl,
  evaluate: (look) => ({
    candidates: brokerKeys(look).flatMap((key) =>
      isServed(look, key) ? kinds.flatMap((kind) => candidate(look, key, kind)) : [],
    ),
  }),
}

function candidate(look: Look, key: string, kind: (typeof kinds)[number]): readonly Candidate[] {
  const entity = `broker/${key}`
  const metric = `broker.${kind}_percent`
  const percent = number(look, entity, metric)
  if (percent === null || percent < 100) return []
  const held = heldUp(look, key)
  const largest = largestOf(look, key)
  const who = held.length > 0 ? `; producers are held up on ${held.slice(0, named).join(', ')}` : ''
  return [
    {
      entity,
      severity: held.length > 0 ? 'critical' : 'warning',
      title: `${key} is at its ${kind} limit: ${percent} % are used${who}`,
      holdMs: 0,
      evidence: [
        metricEvidence(look, entity, metric, `${percent} %`),
        ...largest.map((path) =>
          metricEvidence(
            look,
            path,
            'destination.memory_bytes',
            `${partsOf(path).rest} takes the most memory`,
          ),
        ),
      ],
    },
  ]
}

/** Destinations where sends were held up lately, or a producer is now. */
function heldUp(look: Look, key: string): readonly string[] {
  const column = look.moment.column('destination.blocked_sends')
  if (column === undefined) return []
  const risen = risenWithin(look, 'destination.blocked_sends', windowMs)
  const here = column.entities.paths.filter((path) => partsOf(path).broker === key && risen(path) > 0)
  const blocked = [...look.moment.facts('producer.blocked')].filter(
    ([entity, { value }]) => value === true && partsOf(entity).broker === key,
  )
  const names = here.map((path) => partsOf(path).rest)
  return blocked.length > 0 && names.length === 0 ? [`${blocked.length} connections`] : names
}

function largestOf(look: Look, key: string): readonly string[] {
  const column = look.moment.column('destination.memory_bytes')
  const bytes = numbersOf(column)
  return (column?.entities.paths ?? [])
    .filter((path) => partsOf(path).broker === key && bytes(path) > 0)
    .sort((a, b) => bytes(b) - bytes(a))
    .slice(0, named)
}
