import type { RunContext } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { parseOptions } from '../options.ts'
import { amqpAddress, type AmqpAddress } from './amqp/address.ts'
import { Management } from './management.ts'

/** Where a run's queues are. */
export interface Place {
  readonly vhost: string
  /** Made for the run: whatever is in it goes with it. */
  readonly isOwn: boolean
  readonly address: AmqpAddress
}

/** How long a queue of ours outlives its last use where no virtual host of our own holds it. */
const expiresMs = 30 * 60_000

/** Which virtual host a run uses that may not make one: the first of the target's option `vhost`, else `/`. */
export function borrowedVhost(connection: Connection): string {
  return parseOptions(connection.options).vhosts[0] ?? '/'
}

/** An administrator gets a virtual host for the run alone, anyone else a corner of one that is there. */
export async function makePlace(context: RunContext): Promise<Place> {
  const { connection, signal } = context
  using management = await Management.open(connection, signal)
  const address = await amqpAddress(connection, management, signal)
  if (!management.isAdministrator) return { vhost: borrowedVhost(connection), isOwn: false, address }
  const vhost = context.name('vhost')
  context.creating({ kind: 'vhost', name: vhost })
  await management.put(`vhosts/${vhost}`, {}, signal)
  const all = { configure: '.*', write: '.*', read: '.*' }
  await management.put(`permissions/${vhost}/${encodeURIComponent(management.user)}`, all, signal)
  return { vhost, isOwn: true, address }
}

/** Names a queue or exchange that is about to be made; in a virtual host of our own it goes with that. */
export function creatingIn(
  { isOwn }: Place,
  context: RunContext,
  kind: 'queue' | 'exchange',
  name: string,
): void {
  if (!isOwn) context.creating({ kind, name })
}

/** Arguments that let a queue end by itself, should nobody ever clean up. */
export function lifeOf({ isOwn }: Place): Readonly<Record<string, number>> {
  return isOwn ? {} : { 'x-expires': expiresMs }
}
