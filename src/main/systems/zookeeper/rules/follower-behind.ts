import type { Look, Series } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { text } from '../../base/reading.ts'
import { memberIds } from '../views/reading.ts'
import { sources } from './sources.ts'

/** Samples over which the gap must not fall. */
const samples = 4
/** As far back as they may lie. */
const windowMs = 5 * 60_000

/** One instant at which leader and follower were both read, in the same epoch. */
interface Point {
  readonly t: number
  readonly leader: number
  readonly gap: number
}

/** Z06. The gap of zxid counters grows from sample to sample, beyond what the leader writes between two of them. */
export const followerBehind: Rule = {
  id: 'zookeeper/follower-behind',
  title: 'Followers and observers keep up with the leader',
  why: 'A follower that falls behind serves old data, and is dropped once it doesn’t answer within syncLimit × tickTime; then it must catch up from a snapshot.',
  fix: 'See its disk (log syncs), its pauses (JVM) and its network; compare with the members that keep up.',
  source: sources.cluster,
  evaluate(look) {
    const leader = text(look, 'ensemble', 'ensemble.leader')
    if (leader === null) return { candidates: [], missing: 'No leader is seen to compare with' }
    const others = memberIds(look).filter((id) => id !== leader)
    const read = others.filter((id) => look.moment.value(`member/${id}`, 'member.zxid_counter') !== undefined)
    const candidates = read.flatMap((id) => candidateOf(look, leader, id))
    const unread = others.filter((id) => !read.includes(id))
    if (unread.length === 0) return { candidates }
    const unjudged = unread.map((id) => `member/${id}`)
    return { candidates, missing: `The zxid is not known of: ${unread.join(', ')}`, unjudged }
  },
}

function candidateOf(look: Look, leader: string, id: string): Candidate[] {
  const points = comparable(look, leader, id).slice(-samples)
  const [first] = points
  const last = points.at(-1)
  const before = points.at(-2)
  if (first === undefined || last === undefined || before === undefined || points.length < samples) return []
  const grows =
    points.every(({ gap }, i) => i === 0 || gap >= (points[i - 1]?.gap ?? 0)) && last.gap > first.gap
  // members are read some milliseconds apart: less than one interval's writes says nothing
  if (!grows || last.gap <= last.leader - before.leader) return []
  const entity = `member/${id}`
  const tookS = Math.round((last.t - first.t) / 1000)
  return [
    {
      entity,
      severity: 'warning',
      title: `Member ${id} falls behind: ${last.gap} transactions, and the gap grows`,
      holdMs: 0,
      evidence: [
        {
          entity,
          metric: 'member.zxid_counter',
          from: first.t,
          to: last.t,
          says: `${first.gap} behind, ${tookS} s later ${last.gap}`,
        },
        {
          entity: `member/${leader}`,
          metric: 'member.zxid_counter',
          from: first.t,
          to: last.t,
          says: `The leader wrote ${last.leader - first.leader} meanwhile`,
        },
      ],
    },
  ]
}

/** Counters are compared only within an epoch, and only where both were read in the same sample. */
function comparable(look: Look, leader: string, id: string): readonly Point[] {
  const from = look.moment.at - windowMs
  const of = (member: string, metric: string) => look.series(`member/${member}`, `member.${metric}`, from)
  const ours = byInstant(of(id, 'zxid_counter'))
  const ourEpoch = byInstant(of(id, 'epoch'))
  const epoch = byInstant(of(leader, 'epoch'))
  const { t, v } = of(leader, 'zxid_counter')
  const points = Array.from(t, (instant, i): Point => {
    const sameEpoch = epoch.get(instant) === ourEpoch.get(instant)
    const leads = v[i] ?? NaN
    return { t: instant, leader: leads, gap: sameEpoch ? leads - (ours.get(instant) ?? NaN) : NaN }
  })
  const broken = points.findLastIndex(({ gap }) => Number.isNaN(gap))
  return points.slice(broken + 1)
}

function byInstant({ t, v }: Series): ReadonlyMap<number, number> {
  return new Map(Array.from(t, (instant, i) => [instant, v[i] ?? NaN]))
}
