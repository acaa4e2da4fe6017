import { createHash } from 'node:crypto'

/** The id that ZooKeeper's digest scheme stores in an ACL: `user:base64(sha1(user:password))`. */
export function digestId(user: string, password: string): string {
  return `${user}:${createHash('sha1').update(`${user}:${password}`).digest('base64')}`
}

export const superUser = { user: 'super', password: 'super-secret' } as const
export const superDigest = digestId(superUser.user, superUser.password)
