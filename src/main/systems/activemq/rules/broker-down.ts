import { factEvidence } from '../../base/evidence.ts'
import { text } from '../../base/reading.ts'
import type { Look } from '../../moment.ts'
import type { Candidate, Rule } from '../../rule.ts'
import { roleOf, stateOf } from '../views/endpoints.ts'
import { lastRemotes } from '../views/links.ts'
import { brokerKeys, endpointAddresses, endpointsOf, isServed } from '../views/reading.ts'
import { sources } from './sources.ts'

/** A slave that takes over has the lock within a second or two, and its console a few seconds later. */
const holdMs = 3000

/** A27, and what it means for a broker without a slave. */
export const brokerDown: Rule = {
  id: 'activemq/broker-down',
  title: 'Every broker is served by one of its addresses',
  why: 'A broker that nobody serves takes no message and gives none. One that hangs is worse than one that died: it keeps the lock of the store, so that no slave takes over, and its port still accepts clients, who wait.',
  fix: 'Look at the process and its machine. One that hangs must be ended before a slave can have the lock.',
  source: sources.masterSlave,
  evaluate(look) {
    const candidates = [
      ...brokerKeys(look).flatMap((key) => unserved(look, key)),
      ...endpointAddresses(look).flatMap((address) => hangsBeside(look, address)),
    ]
    const unknown = endpointAddresses(look).filter((address) => isUnknowable(look, address))
    if (unknown.length === 0) return { candidates }
    return {
      candidates,
      missing: unknown.map((address) => whyUnknowable(look, address)).join('; '),
      unjudged: unknown.map((address) => `endpoint/${address}`),
    }
  },
}

function isUnknowable(look: Look, address: string): boolean {
  const role = roleOf(look, address)
  return role === 'waiting-or-dead' || role === 'unknown'
}

function whyUnknowable(look: Look, address: string): string {
  const state = stateOf(look, address)
  if (state === 'refused')
    return `${address} refuses: a slave that waits opens no port, and neither does a dead broker`
  return `${address} ${state === 'serving' ? 'serves' : words[state]}`
}

const words = {
  silent: 'hangs, and keeps the lock of its store',
  refused: 'is down: nothing listens there',
  unreachable: 'can’t be reached from here',
  closed: 'lets us not in',
  foreign: 'does not answer as a broker does',
} as const

function unserved(look: Look, key: string): readonly Candidate[] {
  if (isServed(look, key)) return []
  const addresses = endpointsOf(look, key)
  const how = addresses.map((address) => {
    const state = stateOf(look, address)
    return `${address} ${state === 'serving' ? 'waits for the lock, or serves another broker' : words[state]}`
  })
  const entity = `broker/${key}`
  const isSeen = addresses.some((address) => ['silent', 'refused'].includes(stateOf(look, address)))
  return [
    {
      ...{ entity, severity: isSeen ? 'critical' : 'warning', holdMs },
      title: `Nobody serves ${key}: ${how.join('; ')}`,
      evidence: [
        factEvidence(look, entity, 'broker.served_by', 'nobody'),
        ...addresses.map((address) => stateEvidence(look, address)),
      ],
      explains: neighboursOf(look, key),
    },
  ]
}

function stateEvidence(look: Look, address: string) {
  const entity = `endpoint/${address}`
  const why = text(look, entity, 'endpoint.why') ?? stateOf(look, address)
  return factEvidence(look, entity, 'endpoint.state', `${address}: ${why}`)
}

/** Network connectors of others that lead there have no bridge for that reason. */
function neighboursOf(look: Look, key: string): readonly string[] {
  return [...look.moment.facts('networkconnector.about').keys()]
    .filter((connector) => lastRemotes(look, connector).includes(key))
    .map((connector) => `activemq/bridge-down ${connector}`)
}

/** Takes connections and says nothing, and is not who nobody is served for: its broker is another’s, or not known. */
function hangsBeside(look: Look, address: string): readonly Candidate[] {
  const entity = `endpoint/${address}`
  const broker = text(look, entity, 'endpoint.broker')
  if (stateOf(look, address) !== 'silent' || (broker !== null && !isServed(look, broker))) return []
  const others = broker === null ? '' : `; another address serves ${broker}`
  return [
    {
      ...{ entity, severity: 'warning', holdMs },
      title: `${address} takes connections and gives no answer: it hangs${others}`,
      evidence: [stateEvidence(look, address)],
    },
  ]
}
