/** Users of every lab: an administrator, one who may only look, and the clients of the traffic. */
export const users = {
  admin: { password: 'secret', tags: 'administrator' },
  observer: { password: 'lens', tags: 'monitoring' },
  shop: { password: 'cart', tags: '' },
} as const

export type UserName = keyof typeof users

/** What the lab's own requests are signed with unless told. */
export function authorization(user: UserName): string {
  return `Basic ${Buffer.from(`${user}:${users[user].password}`).toString('base64')}`
}

/** The vhost of the traffic, beside `/`. */
export const shopVhost = 'shop'

const everything = { configure: '.*', write: '.*', read: '.*' }
/** Without as much, a list of queues is empty for who has the tag `monitoring` alone. */
const entry = { configure: '^$', write: '^$', read: '^$' }

/** What `POST /api/definitions` takes: users, vhosts and policies of every lab. */
export const definitions = {
  users: Object.entries(users).map(([name, { password, tags }]) => ({ name, password, tags })),
  vhosts: [{ name: '/' }, { name: shopVhost }],
  permissions: [
    { user: 'admin', vhost: '/', ...everything },
    { user: 'admin', vhost: shopVhost, ...everything },
    { user: 'observer', vhost: '/', ...entry },
    { user: 'observer', vhost: shopVhost, ...entry },
    { user: 'shop', vhost: shopVhost, ...everything },
  ],
  policies: [
    {
      ...{ vhost: shopVhost, name: 'dead-letters', pattern: '^orders\\.', 'apply-to': 'queues', priority: 1 },
      definition: { 'dead-letter-exchange': 'dead', 'delivery-limit': 3 },
    },
    {
      ...{ vhost: shopVhost, name: 'short-lived', pattern: '^clicks', 'apply-to': 'queues', priority: 0 },
      definition: { 'message-ttl': 60_000, 'max-length': 5_000 },
    },
  ],
} as const
