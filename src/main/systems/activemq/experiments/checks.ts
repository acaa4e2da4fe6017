import type { Check } from '../../../../shared/api/experiments.ts'
import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import type { CheckContext } from '../../experiment.ts'
import { type Broker, Brokers } from './console.ts'
import { type StompAccess, stompOf } from './stomp-access.ts'

/** What experiments with queues need: STOMP, and that what they make can be removed again. Nothing is created. */
export async function checkTarget({ connection, signal }: CheckContext): Promise<readonly Check[]> {
  using brokers = await Brokers.open(connection, signal)
  const what = 'A STOMP connector'
  try {
    const { access, address, broker } = await stompOf(connection, brokers.all)
    const stomp = await checkStomp(access, address, broker)
    if (stomp.is === 'refused') return [stomp]
    return [stomp, await checkGrant(access), await checkRemoval(broker, signal)]
  } catch (thrown) {
    signal.throwIfAborted()
    return [refused('stomp', what, asOrreryError(thrown))]
  }
}

async function checkStomp(access: StompAccess, address: string, { name }: Broker): Promise<Check> {
  const head = { id: 'stomp', what: 'A STOMP connector' }
  try {
    await greet(access)
    return { ...head, is: 'ok', says: `${name} takes STOMP at ${address}` }
  } catch (thrown) {
    return refused(head.id, head.what, asOrreryError(thrown))
  }
}

/** Whether we may create, write and read can’t be asked without doing so; only that nobody is asked who they are. */
async function checkGrant({ host, port, tls }: StompAccess): Promise<Check> {
  const head = { id: 'grant', what: 'Queues named orrery.x.… may be created, written and read' }
  const { grant } = await import('./clients/stomp-client.ts')
  try {
    await greet({ host, port, ...(tls === undefined ? {} : { tls }) })
    return { ...head, is: 'ok', says: 'The broker lets clients in without a login' }
  } catch (thrown) {
    const { code, message } = asOrreryError(thrown)
    if (code !== 'auth') return refused(head.id, head.what, asOrreryError(thrown))
    const says = `The broker asks who its clients are (“${message}”). What this one may do can’t be asked without doing it: the first step shows`
    return { ...head, is: 'unknown', says, fix: grant() }
  }
}

async function greet(access: StompAccess): Promise<void> {
  const { StompClient } = await import('./clients/stomp-client.ts')
  await using _client = await StompClient.open(access)
}

/** Asks to remove a queue that there is not: nothing happens, and the policy of Jolokia shows. */
async function checkRemoval({ console, name }: Broker, signal: AbortSignal): Promise<Check> {
  const head = { id: 'remove', what: 'Queues can be removed again' }
  try {
    await console.exec(name, 'removeQueue(java.lang.String)', ['orrery.x.check'], signal)
    return { ...head, is: 'ok', says: 'Jolokia lets removeQueue be called' }
  } catch (thrown) {
    const error = asOrreryError(thrown)
    if (!(thrown instanceof OrreryError) || error.code !== 'forbidden')
      return refused(head.id, head.what, error)
    const says = `${error.message}. The queues would be emptied; unless the broker drops idle ones itself (gcInactiveDestinations), they stay, empty`
    return { ...head, is: 'unknown', says, ...(error.fix === undefined ? {} : { fix: error.fix }) }
  }
}

function refused(id: string, what: string, { message, fix }: OrreryError): Check {
  return { id, what, is: 'refused', says: message, ...(fix === undefined ? {} : { fix }) }
}
