import { formatDuration, formatInstant } from '../../../shared/base/format-time.ts'
import type { DestinationIs } from '../../../shared/systems/activemq-destination-views.ts'
import type { NetworkLink } from '../../../shared/systems/activemq-network-views.ts'
import type { BrokerRow, EndpointRow, EndpointState } from '../../../shared/systems/activemq-views.ts'
import type { Tone } from '../../components/tone.ts'

export interface Words {
  readonly tone: Tone
  /** "serves" */
  readonly word: string
}

/** How an address is, in a word: what refuses while another one serves may be a slave that waits. */
export function endpointWords({ state, role }: Pick<EndpointRow, 'state' | 'role'>): Words {
  if (state === 'serving')
    return role === 'slave' ? { tone: 'quiet', word: 'slave' } : { tone: 'ok', word: 'serves' }
  if (state === 'refused' && role === 'waiting-or-dead') return { tone: 'unknown', word: 'waits, or is dead' }
  if (state === 'refused' && role === 'unknown') return { tone: 'unknown', word: 'never answered' }
  return stateWords(state)
}

/** It refuses, as a slave that waits does, and as a dead broker does. */
export const isMaybeSlave = ({ state, role }: Pick<EndpointRow, 'state' | 'role'>): boolean =>
  state === 'refused' && (role === 'waiting-or-dead' || role === 'unknown')

/** How what doesn't serve fails. */
export function stateWords(state: EndpointState): Words {
  switch (state) {
    case 'serving':
      return { tone: 'ok', word: 'serves' }
    case 'silent':
      return { tone: 'bad', word: 'hangs' }
    case 'refused':
      return { tone: 'bad', word: 'refuses connections' }
    case 'unreachable':
      return { tone: 'bad', word: 'not reached' }
    case 'closed':
      return { tone: 'unknown', word: 'closed to us' }
    case 'foreign':
      return { tone: 'bad', word: 'not a broker' }
  }
}

/** How a broker is: served by somebody, or how the address that served it last fails. */
export function brokerWords(
  { servedBy, isSlave, endpoints: own }: Pick<BrokerRow, 'servedBy' | 'isSlave' | 'endpoints'>,
  endpoints: readonly EndpointRow[],
): Words {
  if (servedBy !== null)
    return isSlave === true ? { tone: 'quiet', word: 'slave' } : { tone: 'ok', word: 'serves' }
  const failing = endpoints.find((each) => own.includes(each.address) && each.state !== 'serving')
  // one that hangs may still hold the lock: it is named before those that refuse
  const hung = endpoints.find((each) => own.includes(each.address) && each.state === 'silent')
  return failing === undefined
    ? { tone: 'unknown', word: 'not observed' }
    : stateWords((hung ?? failing).state)
}

/** How a destination is, in a word. */
export function destinationWords(is: DestinationIs): Words {
  switch (is) {
    case 'flowing':
      return { tone: 'ok', word: 'flows' }
    case 'idle':
      return { tone: 'quiet', word: 'idle' }
    case 'unattended':
      return { tone: 'warn', word: 'nobody consumes' }
    case 'stuck':
      return { tone: 'bad', word: 'not acknowledged' }
    case 'undispatched':
      return { tone: 'bad', word: 'not handed out' }
    case 'paused':
      return { tone: 'warn', word: 'paused' }
    case 'full':
      return { tone: 'bad', word: 'full' }
    case 'stranded':
      return { tone: 'bad', word: 'stranded' }
    case 'dead-letters':
      return { tone: 'warn', word: 'dead letters' }
  }
}

/** How a network connector or a half of a bridge is. */
export function linkWords(state: NetworkLink['state']): Words {
  switch (state) {
    case 'up':
      return { tone: 'ok', word: 'up' }
    case 'down':
      return { tone: 'bad', word: 'no bridge' }
    case 'stopped':
      return { tone: 'warn', word: 'stopped' }
    case 'unknown':
      return { tone: 'unknown', word: 'not observed' }
  }
}

/** "since 05:23:20, 3 min 20 s" */
export function sinceText(since: number | null, at: number): string {
  if (since === null) return ''
  return `since ${formatInstant(since, at)}, ${formatDuration(Math.round((at - since) / 1000) * 1000)}`
}

/** `tcp://10.0.0.7:51234` without what every address begins with; null: not told. */
export const shortRemote = (remote: string | null): string =>
  remote === null ? '?' : remote.replace(/^[a-z+]+:\/\//, '')

/** Worst first, for sorting. */
export const toneRank = (tone: Tone): number => ranks.indexOf(tone)
const ranks: readonly Tone[] = ['bad', 'warn', 'unknown', 'accent', 'ok', 'quiet']

/** What a view says, as a sentence that ends. */
export const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)

/** "a, b and 3 more" */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? ''
  if (names.length <= most) return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`
}
