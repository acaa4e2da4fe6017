import { OrreryError } from '../../../../shared/base/errors.ts'

/** The requests we send, all of which only read, and what keeps a session. ZooDefs.OpCode of the server. */
export const op = {
  exists: 3,
  getData: 4,
  getChildren: 8,
  ping: 11,
  getChildren2: 12,
  multiRead: 22,
  auth: 100,
  addWatch: 106,
  closeSession: -11,
} as const

/** KeeperException.Code of the server, as far as reading meets them. */
export const fault = {
  marshalling: -5,
  unimplemented: -6,
  noNode: -101,
  noAuth: -102,
  sessionExpired: -112,
  authFailed: -115,
  sessionMoved: -118,
  mustAuthenticate: -124,
} as const

/** A request that the server answered with an error code. */
export function faultError(code: number, what: string): OrreryError {
  const details = { fault: code }
  if (code === fault.authFailed)
    return new OrreryError('auth', 'ZooKeeper refused the credentials', {
      fix: 'Correct user and password of the target',
      details,
    })
  if (code === fault.mustAuthenticate)
    return new OrreryError('auth', 'ZooKeeper lets only authenticated sessions in', {
      fix: 'Give the target a user and a password that the ensemble takes',
      details,
    })
  if (code === fault.noAuth) return new OrreryError('forbidden', `No permission to read ${what}`, { details })
  if (code === fault.noNode)
    return new OrreryError('not-found', `${what} doesn’t exist`, {
      fix: 'Correct the chroot of the target: names count by upper and lower case',
      details,
    })
  if (code === fault.unimplemented)
    return new OrreryError('unsupported', `This ZooKeeper doesn’t know ${what}`, { details })
  return new OrreryError('protocol', `ZooKeeper answered ${what} with error ${code}`, { details })
}
