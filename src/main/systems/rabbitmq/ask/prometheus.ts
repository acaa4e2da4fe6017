/** One line of the text format. */
export interface PrometheusLine {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)(?: \d+)?$/

/**
 * Lines of the Prometheus text format whose name `isWanted`:
 * `rabbitmq_detailed_queue_messages_ready{vhost="/",queue="orders"} 5`
 */
export function* parsePrometheus(
  text: string,
  isWanted: (name: string) => boolean,
): Generator<PrometheusLine> {
  let start = 0
  while (start < text.length) {
    const end = text.indexOf('\n', start)
    const one = text.slice(start, end < 0 ? undefined : end)
    start = end < 0 ? text.length : end + 1
    if (one === '' || one.startsWith('#')) continue
    if (!isWanted(/^[^ {]*/.exec(one)?.[0] ?? '')) continue
    const [, name, labels, value] = line.exec(one) ?? []
    if (name === undefined || value === undefined) continue
    yield { name, labels: labelsOf(labels ?? ''), value: numberOf(value) }
  }
}

function numberOf(text: string): number {
  if (text === '+Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}

const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g

function labelsOf(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(label))
    found[name] = value.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one))
  return found
}

/** Sums of metrics without their labels: what a node counts by protocol or by queue type. */
export function sumsOf(text: string, names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { name, value } of parsePrometheus(text, (one) => names.has(one)))
    sums.set(name, (sums.get(name) ?? 0) + value)
  return sums
}

/** `rabbitmq_identity_info`, `rabbitmq_build_info`: who it is that answers. */
export function identityIn(text: string): {
  readonly node?: string
  readonly cluster?: string
  readonly version?: string
  readonly erlang?: string
} {
  const found: Partial<Record<'node' | 'cluster' | 'version' | 'erlang', string | undefined>> = {}
  const wanted = (name: string) => name === 'rabbitmq_identity_info' || name === 'rabbitmq_build_info'
  for (const { labels } of parsePrometheus(text, wanted)) {
    found.node ??= labels['rabbitmq_node']
    found.cluster ??= labels['rabbitmq_cluster']
    found.version ??= labels['rabbitmq_version']
    found.erlang ??= labels['erlang_version']
  }
  const told = Object.entries(found).filter(([, value]) => value !== undefined)
  return Object.fromEntries(told) as ReturnType<typeof identityIn>
}
