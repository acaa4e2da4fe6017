import type { EnsembleData, EnsembleMember } from '../../../shared/systems/zookeeper-views.ts'
import { formatInstant, formatDuration } from '../../../shared/base/format-time.ts'
import type { Tone } from '../../components/tone.ts'

export interface MemberWords {
  readonly tone: Tone
  /** "in quorum" */
  readonly word: string
  /** One quiet line below: "since 05:02:11", "3 clients". */
  readonly note: string
}

/** What a member is called: its address if there is one, else its number. */
export const memberName = (m: Pick<EnsembleMember, 'id' | 'client'>): string =>
  isNumber(m.id) ? `server ${m.id}` : (m.client ?? m.id)

/** The same where only the id is at hand. */
export const nameOfMember = (id: string): string => (isNumber(id) ? `server ${id}` : id)

/** At the start of a sentence. */
export const atStart = (m: Pick<EnsembleMember, 'id' | 'client'>): string => {
  const name = memberName(m)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

const isNumber = (id: string) => /^\d+$/.test(id)

const unseen: Readonly<Record<string, string>> = {
  silent: 'not answering',
  refused: 'not seen',
  unreachable: 'not seen',
}

/** How a member is, in a word. Not seen is not stopped: the note says since when nothing was heard. */
export function memberWords(m: EnsembleMember, at: number): MemberWords {
  const since = m.stateSince === null ? '' : `since ${formatInstant(m.stateSince, at)}`
  if (m.state === 'no-address') return { tone: 'unknown', word: 'no address known', note: 'not asked' }
  if (m.state === 'not-serving') return { tone: 'bad', word: 'not serving', note: since }
  if (m.state !== 'serving') return { tone: 'bad', word: unseen[m.state] ?? 'not seen', note: since }
  const clients =
    m.clients === null ? 'clients not observed' : `${m.clients} ${m.clients === 1 ? 'client' : 'clients'}`
  if (m.mode === 'leader' || m.mode === 'standalone') return { tone: 'ok', word: 'serving', note: clients }
  if (m.mode === 'read-only') return { tone: 'bad', word: 'read-only', note: clients }
  if (m.mode === 'observer') return { tone: 'ok', word: 'follows', note: `no vote · ${clients}` }
  if (m.inQuorum === false) return { tone: 'warn', word: 'not synced', note: clients }
  if (m.inQuorum === null) return { tone: 'unknown', word: 'sync not observed', note: clients }
  return { tone: 'ok', word: 'in quorum', note: clients }
}

/** Voters in the order of the quorum meter: those that acknowledge, those that might, those that don't. */
export function meterOrder(members: readonly EnsembleMember[]): readonly number[] {
  const rank = (m: EnsembleMember) =>
    m.mode === 'leader' && m.state === 'serving' ? 0 : m.inQuorum === true ? 1 : m.state === 'serving' ? 2 : 3
  return members
    .map((m, index) => ({ index, rank: rank(m), voter: m.voter !== false }))
    .filter((m) => m.voter)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((m) => m.index)
}

/** What follows from the quorum, in one or two sentences. */
export function quorumSentence(data: EnsembleData, at: number): string {
  const { voters, needed } = data.quorum
  if (voters === null || needed === null) return 'How many voters there are was not observed.'
  const silent = data.members.filter((m) => m.voter !== false && m.state !== 'serving')
  const behind = data.members.filter(
    (m) => m.voter !== false && m.state === 'serving' && m.inQuorum === false,
  )
  const { acknowledging } = data.quorum
  const doing = acknowledging === null ? '' : `, ${acknowledging} ${acknowledging === 1 ? 'does' : 'do'}`
  const parts = [
    `Of ${voters} ${voters === 1 ? 'voter' : 'voters'} ${needed} must acknowledge a write${doing}.`,
    ...silent.map((m) => silentSentence(m, at)),
    ...behind.map((m) => `${atStart(m)} is connected but not synced, so it does not acknowledge yet.`),
  ]
  if (data.leaders.length > 1)
    parts.push(`${data.leaders.length} members claim to lead: one of them has not noticed yet.`)
  return parts.join(' ')
}

function silentSentence(m: EnsembleMember, at: number): string {
  const since = m.stateSince === null ? '' : ` since ${formatInstant(m.stateSince, at)}`
  if (m.state === 'not-serving')
    return `${atStart(m)} answers but serves nobody${since}: it has no quorum behind it.`
  if (m.state === 'no-address')
    return `${atStart(m)} has no client address in the configuration, so it is not asked.`
  return `${atStart(m)} hasn’t answered${since}.`
}

/** How long the state of the quorum holds: "since 05:23:20, 3 min 20 s". */
export const sinceText = (since: number | null, at: number): string =>
  since === null
    ? ''
    : `since ${formatInstant(since, at)}, ${formatDuration(Math.round((at - since) / 1000) * 1000)}`
