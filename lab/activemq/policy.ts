import { labUsers } from './config.ts'

/** What a broker's Jolokia lets be asked. */
export interface JolokiaPolicy {
  /** As in the distribution since 5.19.7 and 6.2.6. */
  readonly postOnly: boolean
  /** Domains or object names that must not be read, e.g. `org.apache.activemq:*,service=PersistenceAdapter`. */
  readonly hidden: readonly string[]
  /** Whether operations of the broker may be called, as in the distribution. */
  readonly exec: boolean
}

/** The text of a jolokia-access.xml: an Origin header is a must, as in the distribution. */
export function policyXml({ postOnly, hidden, exec }: JolokiaPolicy): string {
  const denied = ['com.sun.management:type=DiagnosticCommand', ...hidden].map((name) => rule(name, true))
  return `<?xml version="1.0" encoding="UTF-8"?>
<restrict>
  ${postOnly ? '<http><method>post</method></http>' : ''}
  <cors><strict-checking/></cors>
  <commands><command>read</command><command>list</command><command>version</command><command>search</command></commands>
  <allow>${rule('org.apache.activemq:*', exec)}</allow>
  <deny>${denied.join('')}</deny>
</restrict>
`
}

function rule(name: string, operations: boolean): string {
  const called = operations ? '<operation>*</operation>' : ''
  return `<mbean><name>${name}</name><attribute>*</attribute>${called}</mbean>`
}

/** The text of a realm.properties: user: password, role. */
export function realm(): string {
  const line = (user: keyof typeof labUsers, role: string) =>
    `${labUsers[user].username}: ${labUsers[user].password}, ${role}\n`
  return line('admin', 'admin') + line('observer', 'user') + line('guest', 'guest')
}
