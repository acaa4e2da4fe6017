import type { Json } from '../base/json.ts'
import { isMembers, keyed, wordOf } from '../base/json-members.ts'
import type { Readings } from './catalogue.ts'

/** `[{ from, to, owner }]` → `{ "10.0.0.1:6379": "0–5460, 5462" }` */
function runsByOwner(value: Json): Json {
  if (!Array.isArray(value)) return value
  const runs: readonly Json[] = value
  if (!runs.every(isMembers)) return value
  const texts = new Map<string, string[]>()
  for (const { from, to, owner } of runs) {
    const text = from === to ? wordOf(from) : `${wordOf(from)}–${wordOf(to)}`
    const of = texts.get(wordOf(owner))
    if (of === undefined) texts.set(wordOf(owner), [text])
    else of.push(text)
  }
  return Object.fromEntries([...texts].map(([owner, list]) => [owner, list.join(', ')]))
}

/** "7993 migrating to 10.0.0.2:6379", a line a slot. */
function openSlots(value: Json): Json {
  if (!Array.isArray(value)) return value
  const slots: readonly Json[] = value
  if (!slots.every(isMembers)) return value
  return slots.map(({ slot, direction, other, id }) => {
    const way = direction === 'in' ? 'importing from' : 'migrating to'
    return `${wordOf(slot)} ${way} ${wordOf(other ?? id)}`
  })
}

/** "slave, link ok, follows 10.0.0.1:6379": of another role all of it is another, and that is one thing to tell. */
function instanceText(value: Json): Json {
  if (!isMembers(value)) return value
  const { flags, link, follows, priority } = value
  return [
    wordOf(flags),
    ...(link === undefined ? [] : [`link ${wordOf(link)}`]),
    ...(follows === undefined ? [] : [`follows ${wordOf(follows)}`]),
    ...(priority === undefined ? [] : [`priority ${wordOf(priority)}`]),
  ].join(', ')
}

/** The one before it, and where it ended, go with it. */
const historyId = (value: Json): Json => (isMembers(value) ? (value['id'] ?? value) : value)

export const redisReadings: Readings = {
  'cluster.owners': { readable: runsByOwner },
  'node.dispute': { readable: runsByOwner },
  'node.history': { readable: historyId },
  'node.replicas': {
    readable: keyed(
      ({ address }) => address,
      ({ state }) => state,
    ),
  },
  'node.ailing': {
    readable: keyed(
      ({ address }) => address,
      ({ health }) => health,
    ),
  },
  'node.open_slots': { readable: openSlots },
  'belief.instance': { readable: instanceText },
}
