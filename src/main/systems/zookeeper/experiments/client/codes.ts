import { OrreryError } from '../../../../../shared/base/errors.ts'

/** Requests that observing never sends: they change the tree, or ask who may. ZooDefs.OpCode of the server. */
export const op = {
  create: 1,
  delete: 2,
  setData: 5,
  getAcl: 6,
  sync: 9,
  createContainer: 19,
  whoAmI: 107,
} as const

/** KeeperException.Code, as far as writing meets them. */
export const fault = {
  unimplemented: -6,
  noNode: -101,
  noAuth: -102,
  nodeExists: -110,
  notEmpty: -111,
  sessionExpired: -112,
  notReadOnly: -119,
  quotaExceeded: -125,
  throttled: -127,
} as const

const answers: Readonly<
  Record<number, { code: 'unsupported' | 'not-found' | 'forbidden' | 'refused'; says: string; fix?: string }>
> = {
  [fault.unimplemented]: { code: 'unsupported', says: 'this ZooKeeper doesn’t know the request' },
  [fault.noNode]: { code: 'not-found', says: 'no such znode' },
  [fault.noAuth]: {
    code: 'forbidden',
    says: 'the ACL doesn’t allow it',
    fix: 'Let who has ADMIN there grant it with setAcl, or give the target credentials that the ACL names',
  },
  [fault.sessionExpired]: { code: 'refused', says: 'the session has expired' },
  [fault.notReadOnly]: { code: 'refused', says: 'the member is read-only: it has no quorum' },
  [fault.quotaExceeded]: {
    code: 'forbidden',
    says: 'a quota is used up',
    fix: 'See listquota of the znodes above, or give the target another chroot',
  },
  [fault.throttled]: { code: 'refused', says: 'the server is throttled: too many requests wait' },
}

/** A request that the server answered with an error code. @param what e.g. `create /a` */
export function answeredError(error: number, what: string): OrreryError {
  const known = answers[error]
  const details = { fault: error }
  if (known === undefined)
    return new OrreryError('protocol', `ZooKeeper answered ${what} with error ${error}`, { details })
  const { code, says, fix } = known
  return new OrreryError(code, `${what}: ${says}`, fix === undefined ? { details } : { details, fix })
}
