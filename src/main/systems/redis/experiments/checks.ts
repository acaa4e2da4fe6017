import type { Check } from '../../../../shared/api/experiments.ts'
import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import { slotOf } from '../../../../shared/systems/redis-slots.ts'
import type { CheckContext } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { findMasters, masterOf, type Masters } from './client/masters.ts'
import { NodeClients, wordsOf } from './client/node-client.ts'
import { reachOf } from './client/reach.ts'

/** A key as experiments name theirs, which nobody has. */
export const neverThere = '{orrery.x.check}'

/** Commands of the cleaner and of finding who takes writes, with arguments that would be allowed. */
const always: readonly (readonly string[])[] = [['INFO'], ['DBSIZE'], ['SCAN', '0'], ['UNLINK', neverThere]]

/**
 * What all experiments need: a master that answers, and the commands. They are queued in a MULTI that is discarded: the
 * server looks whether they are allowed, and runs none.
 * @param more asks for what one needs beside, before the grants
 */
export async function checkTarget(
  { connection, signal }: CheckContext,
  commands: readonly (readonly string[])[],
  more: (masters: Masters, clients: NodeClients) => Promise<readonly Check[]> = () => Promise.resolve([]),
): Promise<readonly Check[]> {
  const what = 'A master that answers'
  try {
    const reach = reachOf(connection)
    using clients = new NodeClients(reach)
    const masters = await findMasters(reach, clients, signal)
    const { address } = masterOf(masters, slotOf(neverThere))
    const says = masters.isCluster
      ? `${masters.all.length} masters of a cluster, ${address} among them`
      : `${address} takes writes`
    const master: Check = { id: 'master', what, is: 'ok', says }
    const needs = await more(masters, clients)
    if (needs.some(({ is }) => is === 'refused')) return [master, ...needs]
    const lacking = await lacks([...always, ...commands], address, clients, signal)
    return [master, ...needs, grants(lacking, connection)]
  } catch (thrown) {
    signal.throwIfAborted()
    return [refused('master', what, asOrreryError(thrown))]
  }
}

/** What the user lacks for the commands, as `ACL SETUSER` has it. @throws OrreryError */
async function lacks(
  commands: readonly (readonly string[])[],
  address: string,
  clients: NodeClients,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const client = await clients.to(address, signal)
  const opened = await client.answer(['MULTI'], signal)
  if ('error' in opened) return ['+multi', '+discard']
  const missing: string[] = []
  for (const command of commands) {
    const answer = await client.answer(command, signal)
    if ('error' in answer) missing.push(rightFor(answer.error, command))
  }
  const closed = await client.answer(['DISCARD'], signal)
  return 'error' in closed ? [...missing, '+discard'] : missing
}

/** Every key of a run begins so. */
const ownKeys = '~{orrery.x.*'

/** A rule of the user's that would allow it. @throws OrreryError where that is not what is wrong */
function rightFor(error: string, command: readonly string[]): string {
  if (/^NOPERM .*\bkeys?\b/i.test(error)) return ownKeys
  if (error.startsWith('NOPERM') || error.startsWith('ERR unknown command'))
    return `+${wordsOf(command).toLowerCase().replace(' ', '|')}`
  throw new OrreryError('refused', `${wordsOf(command)}: ${error}`)
}

function grants(missing: readonly string[], { credentials }: Connection): Check {
  const head = { id: 'grants', what: 'The commands of the experiment' }
  if (missing.length === 0) return { ...head, is: 'ok', says: 'The server would take all of them' }
  const user = credentials?.username || 'default'
  const rules = [...new Set(missing)].join(' ')
  return {
    ...head,
    is: 'refused',
    says: `${user} lacks ${rules}`,
    fix: `ACL SETUSER ${user} ${rules}`,
  }
}

export function refused(id: string, what: string, { message, fix }: OrreryError): Check {
  return { id, what, is: 'refused', says: message, ...(fix === undefined ? {} : { fix }) }
}
