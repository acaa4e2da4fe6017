/** Connections that are alike: from one host, with one name, user and library. */
export interface ClientGroup {
  readonly host: string
  readonly name: string
  readonly user: string
  readonly library: string
  count: number
  subscribers: number
  blocked: number
  replicas: number
  maxIdleMs: number
  outputBytes: number
  memoryBytes: number
  /** Last command → how many connections. */
  readonly commands: Record<string, number>
}

const keptGroups = 50

/**
 * `CLIENT LIST` in outline, the largest groups first.
 *
 *     id=3 addr=127.0.0.1:52555 laddr=127.0.0.1:6379 fd=8 name=web age=855 idle=0 flags=N db=0 sub=0 … omem=0
 *     tot-mem=22298 events=r cmd=client|list user=default lib-name=ioredis lib-ver=6.0.0
 */
export function outlineClients(text: string): readonly ClientGroup[] {
  const groups = new Map<string, ClientGroup>()
  for (const line of text.split('\n')) if (line !== '') addTo(groups, fieldsOf(line))
  return [...groups.values()].sort((a, b) => b.count - a.count).slice(0, keptGroups)
}

function fieldsOf(line: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const part of line.split(' ')) {
    const equals = part.indexOf('=')
    if (equals > 0) fields.set(part.slice(0, equals), part.slice(equals + 1))
  }
  return fields
}

function addTo(groups: Map<string, ClientGroup>, fields: ReadonlyMap<string, string>): void {
  const text = (field: string) => fields.get(field) ?? ''
  const number = (field: string) => Number(fields.get(field) ?? 0)
  const host = text('addr').replace(/:\d+$/, '')
  const library = [text('lib-name'), text('lib-ver')].filter((part) => part !== '').join(' ')
  const key = [host, text('name'), text('user'), library].join('\n')
  const group = groups.get(key) ?? {
    ...{ host, name: text('name'), user: text('user'), library },
    ...{ count: 0, subscribers: 0, blocked: 0, replicas: 0 },
    ...{ maxIdleMs: 0, outputBytes: 0, memoryBytes: 0, commands: {} },
  }
  groups.set(key, group)
  group.count++
  if (number('sub') + number('psub') > 0) group.subscribers++
  if (text('flags').includes('b')) group.blocked++
  if (text('flags').includes('S')) group.replicas++
  group.maxIdleMs = Math.max(group.maxIdleMs, number('idle') * 1000)
  group.outputBytes += number('omem')
  group.memoryBytes += number('tot-mem')
  group.commands[text('cmd')] = (group.commands[text('cmd')] ?? 0) + 1
}
