import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { since, text } from '../../base/reading.ts'
import { memberIds } from '../views/reading.ts'
import { sources } from './sources.ts'

/** An election, or the start of a member, is over by then. */
const holdMs = 3000

/** Z03. The process is up and answers, and serves nobody: `ruok` would still say imok. */
export const notServing: Rule = {
  id: 'zookeeper/not-serving',
  title: 'Every member that answers serves',
  why: 'The process runs, but no quorum stands behind it: its clients can neither read nor write, while a check by ruok finds it well.',
  fix: 'See whether enough voters run; if they do, why this one can’t reach them: quorum and election ports, its log.',
  source: sources.commands,
  evaluate(look) {
    const ids = memberIds(look)
    const judged = ids.filter((id) =>
      ['serving', 'not-serving'].includes(text(look, `member/${id}`, 'member.state') ?? ''),
    )
    const candidates = judged.flatMap((id) => candidateOf(look, id))
    if (ids.length > 0 && judged.length === ids.length) return { candidates }
    const others = ids.filter((id) => !judged.includes(id))
    return {
      candidates,
      missing: `Whether they serve is not known of: ${others.join(', ') || 'any member'}`,
      unjudged: others.map((id) => `member/${id}`),
    }
  },
}

function candidateOf(look: Look, id: string): Candidate[] {
  const entity = `member/${id}`
  if (text(look, entity, 'member.state') !== 'not-serving') return []
  const { at } = look.moment
  const from = since(look, entity, 'member.state') ?? at
  return [
    {
      entity,
      severity: 'critical',
      title: `Member ${id} runs but does not serve`,
      holdMs,
      evidence: [
        {
          entity,
          fact: 'member.state',
          from,
          to: at,
          says: text(look, entity, 'member.why') ?? 'not-serving',
        },
      ],
    },
  ]
}
