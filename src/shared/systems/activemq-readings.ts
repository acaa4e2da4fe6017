import type { Json } from '../base/json.ts'
import { isMembers, unfolded, without, withoutThose } from '../base/json-members.ts'
import type { Readings } from './catalogue.ts'

/** Of "Getting Worried {…}" the first words: what follows are percentages, and times. */
const firstWords = (value: Json): Json =>
  typeof value === 'string' ? (value.split(/[{[(]/, 1)[0] ?? '').trim() || value : value

/** How many times it connected is in its local address; where the other end calls, its port is of that call. */
function bridge(value: Json): Json {
  if (!isMembers(value)) return value
  return without('local', ...(value['isAccepted'] === true ? ['address'] : []))(value)
}

/** Addresses of connectors are URLs, whatever the connectors are called. */
const isAddress = (value: Json | undefined) => typeof value === 'string' && value.includes('://')

const brokerAcross = (value: Json): Json => {
  if (!isMembers(value)) return value
  return withoutThose(value, (key) => key === 'directory' || isAddress(value[key]))
}

const withoutDiskWhy = without('diskWhy')
const withoutUrls = unfolded('urls')

export const activemqReadings: Readings = {
  'broker.about': { readable: (value) => withoutUrls(withoutDiskWhy(value)), across: brokerAcross },
  'broker.health': { readable: firstWords },
  'consumer.about': { readable: without('connection') },
  // without a destination of its own it sends now here, now there
  'producer.about': { readable: without('kind', 'destination', 'isTemporary') },
  'connection.about': { readable: without('isSlow', 'isActive') },
  'connector.about': { across: without('url') },
  'bridge.about': { readable: bridge, across: without('address') },
}
