import type { Capability } from '../../../shared/api/targets.ts'
import type { ClusterAsk, NodeAsk, RawFailure, RawReplies } from './raw.ts'

const nodeAsks: readonly { readonly what: string; readonly name: NodeAsk }[] = [
  {
    what: 'Whether each node answers by itself, and its alarms',
    name: 'GET /api/health/checks/local-alarms',
  },
  { what: 'Whom each node sees running, and from whom it is cut off', name: 'GET /api/nodes' },
  { what: 'Dead letters by reason; figures while the management hangs', name: 'GET /metrics' },
]

const clusterAsked: readonly { readonly what: string; readonly name: ClusterAsk }[] = [
  { what: 'Rates and numbers of everything', name: 'GET /api/overview' },
  { what: 'Memory, disk, descriptors of every node', name: 'GET /api/nodes' },
  { what: 'Messages, members and settings of every queue', name: 'GET /api/queues' },
  { what: 'Exchanges and what passes them', name: 'GET /api/exchanges' },
  { what: 'Bindings', name: 'GET /api/bindings' },
  { what: 'Policies', name: 'GET /api/policies' },
  { what: 'Connections', name: 'GET /api/connections' },
  { what: 'Channels: what they hold, confirms, transactions', name: 'GET /api/channels' },
  { what: 'Consumers and their prefetch', name: 'GET /api/consumers' },
  { what: 'Feature flags', name: 'GET /api/feature-flags' },
]

const flagsFix =
  'Only administrators are told of feature flags: everything else needs no more than the tag monitoring'

/** What is observed and what isn't. @param slow the last time that everything was asked */
export function capabilitiesOf(
  raw: RawReplies,
  slow: RawReplies,
  source: 'management' | 'prometheus' | 'none',
): readonly Capability[] {
  return [
    ...nodeAsks.map(({ what, name }) => ofNodes(what, name, name === 'GET /metrics' ? slow : raw)),
    ...clusterAsked.map(({ what, name }) => ofCluster(what, name, raw, slow, source)),
  ]
}

function ofNodes(what: string, name: NodeAsk, { nodes }: RawReplies): Capability {
  const missing = nodes.flatMap(
    ({ failures }) => failures[name] ?? failures['GET /api/health/checks/local-alarms'] ?? [],
  )
  const [first] = missing
  if (first === undefined) return { what, state: 'observed', by: name }
  return {
    ...{ what, by: name },
    state: missing.length === nodes.length ? 'not-observed' : 'partly',
    ...whyOf(missing),
  }
}

function ofCluster(
  what: string,
  name: ClusterAsk,
  raw: RawReplies,
  slow: RawReplies,
  source: 'management' | 'prometheus' | 'none',
): Capability {
  const failure = raw.failures[name] ?? raw.failures['GET /api/overview'] ?? slow.failures[name]
  if (failure === undefined && raw.speaker !== undefined) return { what, state: 'observed', by: name }
  const fix = name === 'GET /api/feature-flags' && failure?.code === 'forbidden' ? flagsFix : failure?.fix
  const why = failure?.message ?? 'No node answers'
  // messages and consumers of queues, and sums, come from the nodes' own endpoints meanwhile
  const isOtherwise = source === 'prometheus' && (name === 'GET /api/queues' || name === 'GET /api/nodes')
  return {
    ...{ what, by: isOtherwise ? 'GET /metrics' : name, why },
    state: isOtherwise ? 'partly' : 'not-observed',
    ...(fix === undefined ? {} : { fix }),
  }
}

function whyOf(failures: readonly RawFailure[]): Pick<Capability, 'why' | 'fix'> {
  const fix = failures.find((failure) => failure.fix !== undefined)?.fix
  const why = [...new Set(failures.map(({ message }) => message))].join('; ')
  return { why, ...(fix === undefined ? {} : { fix }) }
}
