import type { Json } from '../base/json.ts'
import { countOf, isMembers, withoutThose, wordOf } from '../base/json-members.ts'
import type { Readings } from './catalogue.ts'

/** Where a broker listens and keeps its data, and who it is. */
const ownSettings =
  /listeners$|\.dirs?$|^(?:broker|node)\.id$|^controller\.quorum\.(?:voters|bootstrap)|^zookeeper\.connect$|\.location$/

/** `{ "retention.ms": { value, source } }` → `"604800000 (default)"` */
function settings(value: Json): Json {
  if (!isMembers(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, setting]) => [key, settingText(setting)]))
}

function settingText(setting: Json): Json {
  if (!isMembers(setting) || setting['source'] === undefined) return setting
  const value = setting['value'] ?? 'not told'
  return `${wordOf(value)} (${wordOf(setting['source'])})`
}

/**
 * What each member has, topic by topic, under its client’s id where no other has the same: after a restart it is another
 * member under the same name, and nothing to speak of.
 */
function membersByName(value: Json): Json {
  if (!Array.isArray(value)) return value
  const members: readonly Json[] = value
  if (!members.every(isMembers)) return value
  const times = new Map<Json, number>()
  for (const { clientId = null } of members) times.set(clientId, (times.get(clientId) ?? 0) + 1)
  return members.map(({ id: own, clientId = null, assignment = null }) => {
    const name = { id: wordOf(times.get(clientId) === 1 ? clientId : own) }
    return { ...name, ...(isMembers(assignment) ? assignment : {}), ...name }
  })
}

/** Which of the voters leads is of the moment. */
const voterOrObserver = (role: Json): Json => (role === 'leader' ? 'voter' : role)

export const kafkaReadings: Readings = {
  'voter.role': { across: voterOrObserver },
  'broker.config': {
    readable: settings,
    across: (value) => withoutThose(value, (key) => ownSettings.test(key)),
  },
  'topic.config': { readable: settings },
  'partition.replicas': { across: countOf },
  'partition.isr': { across: countOf },
  'partition.offline': { across: countOf },
  'partition.elr': { across: countOf },
  'partition.adding': { across: countOf },
  'group.members': { readable: membersByName, across: countOf },
}
