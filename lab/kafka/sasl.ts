/** User → password of a cluster started with `sasl`. `admin` may do everything, `reader` only what it is granted. */
export const saslUsers = { admin: 'admin-secret', reader: 'reader-secret' } as const
export type SaslUser = keyof typeof saslUsers

export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512'

/** What `format` writes into the metadata log, so that the users are there from the first moment. */
export function scramRecords(): string[] {
  return Object.entries(saslUsers).flatMap(([user, password]) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].map((mechanism) => `${mechanism}=[name=${user},password=${password}]`),
  )
}
