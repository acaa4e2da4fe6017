import type { EndpointRole, EndpointRow, EndpointState } from '../../../../shared/systems/activemq-views.ts'
import { number, since, text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import { endpointAddresses, servedBy } from './reading.ts'

const states: readonly string[] = ['serving', 'silent', 'refused', 'unreachable', 'closed', 'foreign']

export function stateOf(look: Look, address: string): EndpointState {
  const state = text(look, `endpoint/${address}`, 'endpoint.state')
  return (state !== null && states.includes(state) ? state : 'foreign') as EndpointState
}

export function endpointRows(look: Look): readonly EndpointRow[] {
  return endpointAddresses(look).map((address) => endpointRow(look, address))
}

export function endpointRow(look: Look, address: string): EndpointRow {
  const entity = `endpoint/${address}`
  const state = stateOf(look, address)
  const role = roleOf(look, address)
  const version = text(look, entity, 'endpoint.version')
  const agent = text(look, entity, 'endpoint.agent')
  const broker = text(look, entity, 'endpoint.broker')
  return {
    address,
    state,
    stateSince: since(look, entity, 'endpoint.state'),
    why: text(look, entity, 'endpoint.why'),
    role,
    says: saysOf(role, broker),
    broker,
    version: version === null ? null : `ActiveMQ ${version}`,
    agent: agent === null ? null : `Jolokia ${agent}`,
    roundTripMs: state === 'serving' ? number(look, entity, 'endpoint.round_trip') : null,
  }
}

export function roleOf(look: Look, address: string): EndpointRole {
  const state = stateOf(look, address)
  const broker = text(look, `endpoint/${address}`, 'endpoint.broker')
  if (state === 'serving')
    return look.moment.fact(`endpoint/${address}`, 'endpoint.slave') === true ? 'slave' : 'master'
  if (state === 'silent') return 'hung'
  if (broker === null || state !== 'refused') return 'unknown'
  return servedBy(look, broker) === null && !isHeldByHung(look, broker) ? 'gone' : 'waiting-or-dead'
}

/** Another address of the broker hangs: it may keep the lock that this one waits for. */
function isHeldByHung(look: Look, broker: string): boolean {
  return endpointAddresses(look).some(
    (address) =>
      stateOf(look, address) === 'silent' && text(look, `endpoint/${address}`, 'endpoint.broker') === broker,
  )
}

function saysOf(role: EndpointRole, broker: string | null): string {
  const name = broker ?? 'its broker'
  switch (role) {
    case 'master':
      return `Serves ${name} and holds the lock of its store`
    case 'slave':
      return `Says itself that it is a slave of ${name}, and waits for the lock`
    case 'waiting-or-dead':
      return `Another address serves ${name}, or hangs and keeps its lock; whether this one waits for the lock or is dead can’t be known: both open no port`
    case 'gone':
      return `Served ${name}, and nobody has taken over: it is down, and no slave got the lock`
    case 'hung':
      return `Takes connections and says nothing: it hangs. If it serves ${name}, it keeps the lock, and no slave takes over`
    case 'unknown':
      return broker === null
        ? 'Has not answered since it is observed: a slave that waits opens no port, and neither does a dead broker'
        : `Served ${name}; what it does now can’t be seen from here`
  }
}
