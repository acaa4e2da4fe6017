import type { Capability } from '../../../shared/api/targets.ts'
import { type Ask, asks } from './ask/asks.ts'
import type { RawEndpoint, RawFailure } from './raw.ts'

/** Read once at the beginning of every sample; of the others it is known from when everything was asked. */
export function capabilitiesOf(
  newest: readonly RawEndpoint[],
  asked: readonly RawEndpoint[],
): readonly Capability[] {
  if (newest.length === 0) return []
  return [
    ...asks.map((ask) => capabilityOf(ask, ask.cadence === 'tick' ? newest : asked)),
    waitingSlaves(newest),
    freeDisk(asked),
  ]
}

function capabilityOf({ what, name, beans }: Ask, endpoints: readonly RawEndpoint[]): Capability {
  const by = `Jolokia, read org.apache.activemq:type=Broker,brokerName=*${beans}`
  // an address that doesn't answer at all is told once, with the broker's own figures
  const concerned = endpoints.filter(({ failures }) => name === 'Broker' || failures.Broker === undefined)
  const missing = concerned.flatMap(({ failures }) => failures[name] ?? [])
  const [first] = missing
  if (first === undefined) return { what, state: concerned.length > 0 ? 'observed' : 'not-observed', by }
  return {
    ...{ what, by },
    state: missing.length === concerned.length ? 'not-observed' : 'partly',
    ...because(missing, first),
  }
}

function because(missing: readonly RawFailure[], { fix }: RawFailure): Pick<Capability, 'why' | 'fix'> {
  const why = [...new Set(missing.map(({ message }) => message))].join('; ')
  return fix === undefined ? { why } : { why, fix }
}

/** What no grant would change. */
function waitingSlaves(endpoints: readonly RawEndpoint[]): Capability {
  const refusing = endpoints.filter(({ failures }) => failures.Broker?.code === 'refused')
  const what = 'Whether a slave waits for the lock'
  const by = 'its Jolokia, which it opens only when it has the lock'
  if (refusing.length === 0) return { what, by, state: 'observed' }
  return {
    ...{ what, by, state: 'not-observed' },
    why: `${refusing.map(({ address }) => address).join(', ')}: a slave that waits opens no port, and neither does a dead broker`,
    fix: 'Look at its process, or at its log: “locked by another server” is what a waiting slave writes',
  }
}

function freeDisk(endpoints: readonly RawEndpoint[]): Capability {
  const what = 'Free disk behind the store'
  const by = 'the file system of this machine'
  const looked = endpoints.flatMap(({ disk }) => disk ?? [])
  const unknown = looked.flatMap((disk) => ('why' in disk ? [disk.why] : []))
  if (looked.length > 0 && unknown.length === 0) return { what, by, state: 'observed' }
  return {
    ...{ what, by, state: unknown.length < looked.length ? 'partly' : 'not-observed' },
    why: unknown.length === 0 ? 'Not looked at yet' : [...new Set(unknown)].join('; '),
    fix: 'Watch the disk of the broker’s machine by other means: ActiveMQ tells it in no attribute',
  }
}
