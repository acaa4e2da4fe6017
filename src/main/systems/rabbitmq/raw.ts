import type { ErrorCode } from '../../../shared/base/errors.ts'
import type { Json } from '../../../shared/base/json.ts'
import type { Cost } from '../sample.ts'

/** All that one node is asked of the whole cluster, in the API's words. */
export const clusterAsks = [
  'GET /api/overview',
  'GET /api/nodes',
  'GET /api/queues',
  'GET /api/queues?disable_stats',
  'GET /api/exchanges',
  'GET /api/bindings',
  'GET /api/policies',
  'GET /api/operator-policies',
  'GET /api/connections',
  'GET /api/channels',
  'GET /api/consumers',
  'GET /api/vhosts',
  'GET /api/feature-flags',
  'GET /api/deprecated-features/used',
] as const
export type ClusterAsk = (typeof clusterAsks)[number]

/** What every node is asked by itself. */
export type NodeAsk =
  | 'GET /api/health/checks/local-alarms'
  | 'GET /api/whoami'
  | 'GET /api/nodes'
  | 'GET /metrics'
  | 'GET /metrics/detailed'

/** Why an ask has no answer. */
export interface RawFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly fix?: string
  /** There is no way there from this machine; says nothing of the node. */
  readonly unreachable?: true
}

/** What one node answered in one sample. Plain data. */
export interface RawNode {
  /** `host:port` of its management. */
  readonly address: string
  /** `rabbit@a`; undefined: it never said. */
  readonly name?: string
  /** The target names it, or it has answered before: what is found by its peers' word alone may be elsewhere. */
  readonly isSure: boolean
  readonly roundTripMs: number | null
  /** Alarms of its own, by its health check; undefined: not told. */
  readonly alarms?: readonly string[]
  /** Its own view: `name`, `running` and `partitions` of every node. */
  readonly view?: Json
  /** `host:port` of its Prometheus endpoint; undefined: none answers. */
  readonly prometheus?: string
  /** Text of `/metrics`; once a minute, or while the management's statistics hang or are off. */
  readonly metrics?: string
  /** Text of `/metrics/detailed` for its queues; only while statistics hang or are off. */
  readonly queues?: string
  readonly failures: { readonly [A in NodeAsk]?: RawFailure }
}

/** All raw replies of one sample: plain data, can be written to a file and fed in again. */
export interface RawReplies {
  /** Start, epoch ms. */
  readonly at: number
  readonly tookMs: number
  /** What is asked once a minute was due. */
  readonly slow: boolean
  readonly nodes: readonly RawNode[]
  /** `host:port` of the node that was asked of the cluster; undefined: none answers. */
  readonly speaker?: string
  /** What needs all nodes' answers waits for one that hangs: only each node's own word was had. */
  readonly isStalled: boolean
  /** As they came; what was not due is not there. Lists of several virtual hosts are one list. */
  readonly replies: { readonly [A in ClusterAsk]?: Json }
  /** More there are than were listed: connections, channels. */
  readonly cut: { readonly [A in ClusterAsk]?: number }
  readonly failures: { readonly [A in ClusterAsk]?: RawFailure }
  /** Virtual hosts that are looked at; empty: all. */
  readonly vhosts: readonly string[]
  readonly cost: readonly Cost[]
}
