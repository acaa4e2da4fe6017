import type { Channel } from 'amqplib'
import type { Check } from '../../../../shared/api/experiments.ts'
import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import type { CheckContext } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { amqpAddress, type AmqpAddress } from './amqp/address.ts'
import { amqpError } from './amqp/errors.ts'
import { openAmqp } from './amqp/open.ts'
import { Management } from './management.ts'
import { borrowedVhost } from './place.ts'

/** Never made: the broker is only asked what it would say. */
const probe = 'orrery.x.check'

/** What all experiments need: clients that may connect, a place for their queues, and a broker that takes messages. */
export async function checkBroker(
  { connection, signal }: CheckContext,
  more: (management: Management) => Promise<readonly Check[]> = () => Promise.resolve([]),
): Promise<readonly Check[]> {
  using management = await Management.open(connection, signal)
  return [
    ...(await checkClients(connection, management, signal)),
    await checkAlarms(management, signal),
    ...(await more(management)),
  ]
}

async function checkClients(
  connection: Connection,
  management: Management,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const what = 'Clients may connect'
  let address: AmqpAddress
  try {
    address = await amqpAddress(connection, management, signal)
    const vhost = borrowedVhost(connection)
    const place = await probed(address, vhost, management, signal)
    const says = `AMQP at ${address.host}:${address.port}, as ${address.username}`
    return [{ id: 'amqp', what, is: 'ok', says }, place]
  } catch (thrown) {
    signal.throwIfAborted()
    const { message, fix } = asOrreryError(thrown)
    return [{ id: 'amqp', what, is: 'refused', says: message, ...(fix === undefined ? {} : { fix }) }]
  }
}

/** @throws OrreryError where no client can connect at all */
async function probed(
  address: AmqpAddress,
  vhost: string,
  management: Management,
  signal: AbortSignal,
): Promise<Check> {
  const what = 'A place for queues of our own'
  const refusal = await refusalIn(address, vhost)
  signal.throwIfAborted()
  if (management.isAdministrator) {
    const says = `${management.user} is an administrator: the run gets a virtual host of its own, which goes whole`
    return { id: 'place', what, is: 'ok', says }
  }
  if (refusal === undefined)
    return { id: 'place', what, is: 'ok', says: `Queues named orrery.x.… in ${vhost}; they expire if left` }
  const permissions = String.raw`'^orrery\.x\.' '^orrery\.x\.' '^orrery\.x\.'`
  const fix =
    `rabbitmqctl set_permissions -p ${vhost} ${management.user} ${permissions}\n` +
    'Or name another virtual host with vhost=… in the target, or use an administrator: then the run makes its own'
  return { id: 'place', what, is: 'refused', says: refusal.message, fix }
}

/** Configure, read, write. Done to what isn't there: the broker looks at the permissions first, and changes nothing. */
const tries: readonly ((channel: Channel) => Promise<unknown>)[] = [
  (channel) => channel.deleteQueue(probe),
  (channel) => channel.purgeQueue(probe),
  (channel) => channel.bindQueue(probe, probe, ''),
]

/** @returns what the broker refuses the user @throws OrreryError where nobody could connect */
async function refusalIn(address: AmqpAddress, vhost: string): Promise<OrreryError | undefined> {
  const at = `${address.host}:${address.port}`
  try {
    const connection = await openAmqp({ address, vhost, name: probe })
    try {
      for (const tryIt of tries) {
        const channel = await connection.createChannel()
        // it is closed by the refusal, which the promise tells too
        channel.on('error', () => {})
        const error = await tryIt(channel).then(
          () => undefined,
          (thrown: unknown) => amqpError(thrown, at),
        )
        if (error?.code === 'forbidden') return error
      }
      return undefined
    } finally {
      await connection.close().catch(() => {})
    }
  } catch (thrown) {
    const error = amqpError(thrown, at)
    if (error.code === 'forbidden') return error
    throw error
  }
}

/** While an alarm is on, the broker takes no message from anyone. */
async function checkAlarms(management: Management, signal: AbortSignal): Promise<Check> {
  const head = { id: 'alarms', what: 'Nothing holds publishers up' }
  const isHealthy = await management.isHealthy('alarms', signal)
  if (isHealthy === true) return { ...head, is: 'ok', says: 'No alarm of memory or disk is on' }
  if (isHealthy === undefined)
    return { ...head, is: 'unknown', says: 'This version can’t be asked for its alarms' }
  return {
    ...head,
    is: 'refused',
    says: 'An alarm of memory or disk is on: the broker takes no message from anyone',
    fix: 'Free memory or disk on the node that the overview names; the alarm goes by itself',
  }
}
