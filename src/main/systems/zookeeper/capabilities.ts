import type { Capability } from '../../../shared/api/targets.ts'
import type { Door } from './ask/ask.ts'
import { asks, type AskName, type RawReplies, type RawTree } from './raw.ts'
import type { Known, KnownMember } from './who-is-who.ts'

const asked: readonly { readonly what: string; readonly name: AskName }[] = [
  { what: 'Role, zxid and whether a member serves', name: 'srvr' },
  {
    what: 'Numbers of the members: synced followers, latencies, outstanding requests, watches',
    name: 'mntr',
  },
  { what: 'Connections: which client is on which member', name: 'cons' },
  { what: 'Sessions of the ensemble and their ephemerals', name: 'dump' },
  { what: 'Settings, and who belongs to the ensemble', name: 'conf' },
  { what: 'Watched paths by session', name: 'wchc' },
  { what: 'State of the atomic broadcast, and who feeds the observers', name: 'zabstate' },
]

const noAdmin = {
  message: 'only AdminServer tells, since 3.6, and none is known',
  fix: 'Say where AdminServers are: admin=8080 in the address',
} as const

/** What is observed and what isn't, as known after a sample. */
export function capabilitiesOf(raw: RawReplies, known: Known): readonly Capability[] {
  return [...asked.map((one) => capabilityOf(one, known)), treeCapability(raw)]
}

function capabilityOf({ what, name }: { what: string; name: AskName }, { members }: Known): Capability {
  const doors = new Set<Door>()
  const missing: { member: KnownMember; why: string; fix: string | undefined }[] = []
  let answered = 0
  for (const member of members) {
    const reply = member.asked?.raw.replies[name]
    const failure =
      member.asked?.raw.failures[name] ??
      member.asked?.why ??
      (asks[name].word === null ? noAdmin : undefined)
    if (reply !== undefined && member.asked?.state === 'serving') {
      answered++
      doors.add(reply.door)
    } else if (member.asked === undefined) {
      missing.push({
        member,
        why: 'has no client address in the configuration',
        fix: 'Add its host:port to the target',
      })
    } else if (failure !== undefined) missing.push({ member, why: failure.message, fix: failure.fix })
  }
  const by = doorsSay(name, doors)
  const [first] = missing
  // asked of one member only, or of none yet because it is due later
  if (first === undefined || (name === 'dump' && answered > 0)) return { what, state: 'observed', by }
  return {
    what,
    state: answered === 0 ? 'not-observed' : 'partly',
    by,
    why: missing.map(({ member, why }) => `${member.id}: ${why}`).join('; '),
    ...(first.fix === undefined ? {} : { fix: first.fix }),
  }
}

function doorsSay(name: AskName, doors: ReadonlySet<Door>): string {
  if (doors.size === 2) return `${name}, by four-letter word and AdminServer`
  return doors.has('admin') ? `${name}, by AdminServer` : `${name}, by four-letter word`
}

const ways: Readonly<Record<RawTree['how'], string>> = {
  followed: 'own session: multiRead, then one recursive watch',
  polled: 'own session: getData and getChildren of every znode, again and again',
  off: 'own session',
  unknown: 'own session',
}

const tooOld = {
  why: 'This ZooKeeper is older than 3.6: it knows neither multiRead nor recursive watches, so the tree is walked znode by znode, and a change is seen only at the next walk',
  fix: 'ZooKeeper 3.6 or later lets the tree be followed; until then poll=10 in the address walks it every 10 s',
} as const

function treeCapability({ tree, treeFailure }: RawReplies): Capability {
  const what = 'The tree: stat and data of every znode'
  const by = ways[tree.how]
  const slow = tree.how === 'polled' ? tooOld.why : null
  const lacks = [slow, tree.why, tree.lag].filter((lack) => lack !== null).join('; ')
  const why = treeFailure?.message ?? (lacks === '' ? null : lacks)
  const fix = treeFailure?.fix ?? (slow === null ? undefined : tooOld.fix)
  if (tree.how === 'off')
    return { what, state: 'not-observed', by, why: 'Switched off (tree=off)', fix: 'Leave out tree=off' }
  const state = tree.how === 'unknown' ? 'not-observed' : why === null ? 'observed' : 'partly'
  return { what, state, by, ...(why === null ? {} : { why }), ...(fix === undefined ? {} : { fix }) }
}
