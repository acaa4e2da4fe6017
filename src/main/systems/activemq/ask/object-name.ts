/**
 * The key properties of an object name, `org.apache.activemq:type=Broker,brokerName=A,…`. ActiveMQ writes `_` for what
 * a value may not hold (colon, comma, quote), so real names are read from attributes where there is one.
 */
export function keyProperties(objectName: string): Readonly<Record<string, string>> {
  const properties: Record<string, string> = {}
  for (const part of objectName.slice(objectName.indexOf(':') + 1).split(',')) {
    const equals = part.indexOf('=')
    if (equals > 0) properties[part.slice(0, equals)] = part.slice(equals + 1)
  }
  return properties
}
