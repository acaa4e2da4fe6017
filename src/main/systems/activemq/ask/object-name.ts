/**
 * One key property of an object name, `org.apache.activemq:type=Broker,brokerName=A,…`; undefined: it has none such.
 * ActiveMQ writes `_` for what a value may not hold (colon, comma, quote), so real names are read from attributes where
 * there is one.
 */
export function keyProperty(objectName: string, key: string): string | undefined {
  const mark = `${key}=`
  for (let at = objectName.indexOf(mark); at >= 0; at = objectName.indexOf(mark, at + 1)) {
    const before = objectName[at - 1]
    if (before !== ':' && before !== ',') continue
    const end = objectName.indexOf(',', at)
    return objectName.slice(at + mark.length, end < 0 ? undefined : end)
  }
  return undefined
}
