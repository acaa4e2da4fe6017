import type { Json } from '../base/json.ts'
import { countOf, isMembers, keyed, unfolded, without, wordOf } from '../base/json-members.ts'
import type { Readings } from './catalogue.ts'

const asRecord = keyed(
  ({ protocol }) => protocol,
  ({ address }) => address,
)

/** Listeners by protocol. */
function outline(value: Json): Json {
  const listeners = isMembers(value) ? asRecord(value['listeners'] ?? null) : null
  return isMembers(value) && isMembers(listeners) ? unfolded('listeners')({ ...value, listeners }) : value
}

/** An instant as people read it. */
function connectedAt(value: Json): Json {
  if (!isMembers(value)) return value
  const { connectedAt: at, ...rest } = value
  return typeof at === 'number' && Math.abs(at) <= latest
    ? { ...rest, 'connected at': new Date(at).toISOString() }
    : value
}

/** What a Date can hold, epoch ms. */
const latest = 8.64e15

/** What a virtual host is, wherever it is: not on which nodes it runs. */
const onAnyNode = (value: Json): Json =>
  isMembers(value) ? { defaultType: value['defaultType'] ?? null, tags: value['tags'] ?? null } : value

const withArguments = { readable: unfolded('arguments') }
const policy = { readable: unfolded('definition') }

export const rabbitmqReadings: Readings = {
  'cluster.flags': {
    readable: keyed(
      ({ name }) => name,
      ({ state }) => wordOf(state),
    ),
  },
  'vhost.state': { readable: unfolded('nodes'), across: onAnyNode },
  'policy.about': policy,
  'operator-policy.about': policy,
  'node.outline': { readable: outline },
  'queue.about': withArguments,
  'queue.members': { across: countOf },
  'queue.online': { across: countOf },
  'exchange.about': withArguments,
  'binding.about': withArguments,
  'connection.about': { readable: connectedAt },
  'consumer.about': { readable: without('channel', 'connection') },
}
