import type { Ask } from './raw.ts'

const CLUSTER_AUTHORIZATION_FAILED = 31
const GROUP_AUTHORIZATION_FAILED = 30
const TOPIC_AUTHORIZATION_FAILED = 29

/** The operation that a request needs on each kind of resource, as `kafka-acls` writes it. */
const configOperation = 'DescribeConfigs'

/** The grant that would let a refused request through; undefined when it isn't a matter of grants. */
export function grantFor(ask: Ask, code: number, user: string | null): string | undefined {
  const operation = ask === 'DescribeConfigs' ? configOperation : 'Describe'
  if (code === CLUSTER_AUTHORIZATION_FAILED) return grant(operation, '--cluster', user)
  if (code === GROUP_AUTHORIZATION_FAILED) return grant(operation, "--group '*'", user)
  if (code === TOPIC_AUTHORIZATION_FAILED) return grant(operation, "--topic '*'", user)
  return undefined
}

/** @param resource "--cluster", "--group '*'" */
export function grant(operation: string, resource: string, user: string | null): string {
  const name = `User:${user ?? 'ANONYMOUS'}`
  const principal = /^[\w:.@-]+$/.test(name) ? name : `'${name}'`
  return `kafka-acls --bootstrap-server … --add --allow-principal ${principal} --operation ${operation} ${resource}`
}
