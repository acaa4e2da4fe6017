import { createHash } from 'node:crypto'
import type { Check } from '../../../../shared/api/experiments.ts'
import { asOrreryError, OrreryError } from '../../../../shared/base/errors.ts'
import type { CheckContext } from '../../experiment.ts'
import type { Connection } from '../../system.ts'
import { rootOf, sessionOf } from './client/places.ts'
import { type Acl, watchModes, ZnodeClient } from './client/znode-client.ts'

/** What a run's own znodes need of the znode above them: to create them, to delete them, to list them again. */
const needed = [
  { bit: 1, name: 'READ' },
  { bit: 4, name: 'CREATE' },
  { bit: 8, name: 'DELETE' },
] as const

/** What all experiments on znodes need. @param more asks for what one needs beside, over the same session */
export async function checkTarget(
  { connection, signal }: CheckContext,
  sessionTimeoutMs: number,
  more: (client: ZnodeClient) => Promise<readonly Check[]> = () => Promise.resolve([]),
): Promise<readonly Check[]> {
  const what = 'A session with a quorum'
  try {
    await using client = await ZnodeClient.open(sessionOf(connection, 0, sessionTimeoutMs), {}, signal)
    const says = `${client.endpoint} granted one, with a timeout of ${client.timeoutMs} ms`
    const session: Check = { id: 'session', what, is: 'ok', says }
    return [session, await checkRoot(client, connection), ...(await more(client))]
  } catch (thrown) {
    signal.throwIfAborted()
    return [refused('session', what, asOrreryError(thrown))]
  }
}

async function checkRoot(client: ZnodeClient, connection: Connection): Promise<Check> {
  const root = rootOf(connection)
  const what = `READ, CREATE and DELETE on ${root}`
  try {
    const acl = await client.acl(root)
    if (acl === undefined)
      throw new OrreryError('not-found', `${root} doesn’t exist`, {
        fix: 'Correct the chroot of the target: names count by upper and lower case',
      })
    const schemes = await client.schemes().catch(() => [])
    return { id: 'acl', what, ...judgeAcl(acl, { root, schemes, credentials: connection.credentials }) }
  } catch (thrown) {
    const error = asOrreryError(thrown)
    if (error.code !== 'forbidden') return refused('acl', what, error)
    const says = `The ACL of ${root} doesn’t even let us read it`
    return { id: 'acl', what, is: 'refused', says, fix: grantWords(root, connection.credentials) }
  }
}

export interface AclAsker {
  readonly root: string
  /** As `whoAmI` has them; empty before 3.7. */
  readonly schemes: readonly string[]
  readonly credentials: Connection['credentials']
}

/** Whether the ACL lets us create, delete and list. Entries whose meaning can't be seen from here leave it unknown. */
export function judgeAcl(
  acl: readonly Acl[],
  asker: AclAsker,
): Pick<Check, 'is' | 'says'> & { fix?: string } {
  const says = `Its ACL: ${acl.map(aclText).join(', ')}`
  if (asker.schemes.includes('super'))
    return { is: 'ok', says: 'The session is ZooKeeper’s superuser: no ACL holds it up' }
  const bitsOf = (applies: readonly Applies[]) =>
    acl
      .filter((entry) => applies.includes(appliesTo(entry, asker)))
      .reduce((bits, one) => bits | one.permissions, 0)
  const lacks = (bits: number) => needed.filter(({ bit }) => (bits & bit) === 0)
  if (lacks(bitsOf(['yes'])).length === 0) return { is: 'ok', says }
  const isOpen = lacks(bitsOf(['yes', 'unknown'])).length === 0
  const names = lacks(bitsOf(isOpen ? ['yes'] : ['yes', 'unknown']))
    .map(({ name }) => name)
    .join(', ')
  const fix = grantWords(asker.root, asker.credentials)
  return isOpen
    ? { is: 'unknown', says: `${says}. Whether that gives us ${names} can’t be seen from here`, fix }
    : { is: 'refused', says: `${says}. That gives us no ${names}`, fix }
}

type Applies = 'yes' | 'no' | 'unknown'

function appliesTo({ scheme, id }: Acl, { credentials }: AclAsker): Applies {
  if (scheme === 'world') return 'yes'
  // by address or certificate: the server knows who we are to it
  if (scheme !== 'digest') return 'unknown'
  if (credentials === undefined || !id.startsWith(`${credentials.username}:`)) return 'no'
  if (id === digestOf(credentials)) return 'yes'
  // who has no ADMIN is shown an x in place of the digest
  return id.endsWith(':x') ? 'unknown' : 'no'
}

/** The id of the digest scheme: `user:base64(sha1(user:password))`. */
function digestOf({ username, password }: NonNullable<Connection['credentials']>): string {
  return `${username}:${createHash('sha1').update(`${username}:${password}`).digest('base64')}`
}

/** `digest:ann:cdrwa`, as getAcl of zkCli writes it; what identifies a password is left out. */
function aclText({ scheme, id, permissions }: Acl): string {
  const letters = ['r', 'w', 'c', 'd', 'a'].filter((_, bit) => (permissions & (1 << bit)) !== 0)
  const who = scheme === 'digest' ? (id.split(':')[0] ?? '') : id
  return `${scheme}:${who}:${letters.join('')}`
}

function grantWords(root: string, credentials: Connection['credentials']): string {
  const entry =
    credentials === undefined ? 'world:anyone:rcd' : `digest:${credentials.username}:<its digest>:rcd`
  const other = credentials === undefined ? ', or give the target the credentials of a user who may' : ''
  return `Who has ADMIN on ${root} adds ${entry} to its ACL (zkCli: getAcl ${root}, then setAcl ${root} with the present entries and this one)${other}. A target with another chroot works as well`
}

/** Tries it on our own session: the watch goes with it. */
export async function checkAddWatch(client: ZnodeClient, root: string): Promise<Check> {
  const what = 'Persistent watches'
  try {
    await client.addWatch(root, watchModes.persistent)
    return { id: 'add-watch', what, is: 'ok', says: `${client.endpoint} takes addWatch: 3.6 or newer` }
  } catch (thrown) {
    return noAddWatch(asOrreryError(thrown))
  }
}

/** Servers before 3.6 answer "unimplemented", or hang up. */
export function noAddWatch(error: OrreryError): Check {
  const isOld = error.code === 'unsupported' || error.code === 'refused'
  const fix = 'Update the ensemble to 3.6 or newer, or take a one-shot watch'
  const says = isOld ? 'This ZooKeeper doesn’t know addWatch: it is older than 3.6' : error.message
  return { id: 'add-watch', what: 'Persistent watches', is: 'refused', says, ...(isOld ? { fix } : {}) }
}

function refused(id: string, what: string, { message, fix }: OrreryError): Check {
  return { id, what, is: 'refused', says: message, ...(fix === undefined ? {} : { fix }) }
}
