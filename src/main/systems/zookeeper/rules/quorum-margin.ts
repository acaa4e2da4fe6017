import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { text } from '../../base/reading.ts'
import { memberIds } from '../views/reading.ts'
import { quorumState } from '../views/quorum-state.ts'
import { sources } from './sources.ts'

/** An election is over by then. */
const electionMs = 3000
const holdMs = 5000

/** Z02. Voters that acknowledge, against the ⌊n/2⌋ + 1 that must. */
export const quorumMargin: Rule = {
  id: 'zookeeper/quorum-margin',
  title: 'The quorum has a margin: one voter may fail',
  why: 'A write needs the acknowledgement of more than half of the voters; below that every write and every new session stops.',
  fix: 'Bring the missing voters back before anything else is restarted.',
  source: sources.deployment,
  evaluate(look) {
    const quorum = quorumState(look)
    if (quorum.is === 'unknown') return { candidates: [], missing: missing(look) }
    return { candidates: quorum.is === 'ok' ? [] : [candidate(look, quorum.is)] }
  },
}

function candidate(look: Look, is: 'no-margin' | 'no-quorum'): Candidate {
  const { voters, needed, acknowledging, since } = quorumState(look)
  const { at } = look.moment
  const from = since ?? at
  const count = `${acknowledging ?? '?'} of ${voters ?? '?'} voters acknowledge, ${needed ?? '?'} must`
  const lost = is === 'no-quorum'
  return {
    entity: 'ensemble',
    severity: lost ? 'critical' : 'warning',
    title: lost ? `No quorum: ${count}` : `No margin: ${count}; one more loss stops writes`,
    holdMs: lost ? electionMs : holdMs,
    evidence: [
      { entity: 'ensemble', metric: 'ensemble.acknowledging', from, to: at, says: count },
      ...missingVoters(look).map((id) => ({
        entity: `member/${id}`,
        fact: 'member.state',
        from,
        to: at,
        says: text(look, `member/${id}`, 'member.why') ?? 'Does not acknowledge',
      })),
    ],
    ...(lost ? { explains: symptoms(look) } : {}),
  }
}

/** Without a quorum nobody leads, nobody serves, and every connection is dropped: that is one thing, not many. */
function symptoms(look: Look): readonly string[] {
  const sessions = [...look.moment.facts('session.owns').keys()]
  return [
    'zookeeper/leaders ensemble',
    ...memberIds(look).map((id) => `zookeeper/not-serving member/${id}`),
    ...sessions.map((entity) => `zookeeper/session-without-connection ${entity}`),
  ]
}

function missingVoters(look: Look): readonly string[] {
  return memberIds(look).filter((id) => {
    const entity = `member/${id}`
    return (
      look.moment.fact(entity, 'member.voter') === true && text(look, entity, 'member.state') !== 'serving'
    )
  })
}

function missing(look: Look): string {
  const conf = look.moment.gaps.find(({ ask }) => ask === 'conf')
  if (conf !== undefined) return `Who votes is not told: ${conf.message}`
  const hidden = memberIds(look).filter((id) => text(look, `member/${id}`, 'member.state') !== 'serving')
  if (hidden.length === 0) return 'Neither a configuration nor a leader tells who votes'
  return `No leader is seen, and not all members can be asked: ${hidden.join(', ')}`
}
