import { type Catalogue, type MetricInfo, type Unit, tlsOptions } from './catalogue.ts'
import { redisFacts } from './redis-facts.ts'
import { infoMetrics } from './redis-info.ts'
import { isOwn, nameOf } from './redis-entities.ts'

type Row = readonly [
  key: string,
  label: string,
  unit: Unit,
  kind: 'counter' | 'gauge',
  source: string,
  about: string,
]

// prettier-ignore
const rows: readonly Row[] = [
  ['cluster.slots_served', 'Slots served', 'count', 'gauge', 'CLUSTER NODES of every node', 'Slots that a master claims which answers us; of 16,384.'],
  ['cluster.slots_claimed', 'Slots with an owner', 'count', 'gauge', 'CLUSTER NODES of every node', 'Slots that some node says have an owner.'],
  ['cluster.slots_disputed', 'Slots in dispute', 'count', 'gauge', 'CLUSTER NODES of every node', 'Slots of which two nodes name different owners.'],
  ['node.round_trip', 'Round trip', 'ms', 'gauge', 'PING, timed here', 'From sending a PING to its answer.'],
  ['node.keys', 'Keys', 'count', 'gauge', 'INFO keyspace', 'Keys of all databases.'],
  ['node.expires', 'Keys with a time to live', 'count', 'gauge', 'INFO keyspace', 'Keys of all databases that will expire.'],
  ['node.slots_ok', 'Slots it says are served', 'count', 'gauge', 'CLUSTER INFO, cluster_slots_ok', 'Slots whose owner is neither failing nor failed, as this node says.'],
  ['node.known_nodes', 'Nodes it knows', 'count', 'gauge', 'CLUSTER INFO, cluster_known_nodes', 'Nodes this node knows, those that are gone included.'],
  ['node.bus_links', 'Links of the bus', 'count', 'gauge', 'CLUSTER LINKS', 'Links to and from its peers; two for each of them. Since 7.0.'],
  ['node.bus_buffer', 'Fullest buffer of the bus', 'bytes', 'gauge', 'CLUSTER LINKS, send-buffer-used', 'Waiting to be sent to the peer that takes it slowest. Since 7.0.'],
  ['node.slow_commands', 'Slow commands', 'count', 'counter', 'SLOWLOG GET, ids', 'Entries the slow log has ever had, by its ids.'],
  ['node.slow_lost', 'Slow commands lost', 'count', 'counter', 'SLOWLOG GET, ids', 'Entries that left the slow log before they were read, since observing began.'],
  ['replica.offset', 'Offset acknowledged', 'offset', 'gauge', 'INFO replication of the master, slaveN', 'Bytes of the stream the replica has acknowledged.'],
  ['replica.lag_bytes', 'Lag', 'bytes', 'gauge', 'INFO replication of the master', 'master_repl_offset − offset of slaveN, from one answer of the master.'],
  ['replica.silent_s', 'Silent for', 's', 'gauge', 'INFO replication of the master, slaveN lag', 'Since the master last heard of the replica.'],
  ['slot.keys', 'Keys in an open slot', 'count', 'gauge', 'CLUSTER COUNTKEYSINSLOT', 'Keys of a slot on the move that this node holds.'],
  ['command.calls', 'Calls', 'count', 'counter', 'INFO commandstats', 'Calls of a command.'],
  ['command.ms', 'Time in the command', 'ms', 'counter', 'INFO commandstats, usec', 'Δtime ÷ Δcalls is the mean of an interval.'],
  ['command.failed', 'Failed calls', 'count', 'counter', 'INFO commandstats, failed_calls and rejected_calls', 'Calls that failed or were rejected; since 6.2.'],
  ['command.p99_ms', 'p99', 'ms', 'gauge', 'INFO latencystats', '99th percentile since the start; since 7.0.'],
  ['error.count', 'Errors', 'count', 'counter', 'INFO errorstats', 'Error replies by their first word; since 6.2.'],
  ['belief.silent_ms', 'No valid reply for', 'ms', 'gauge', 'SENTINEL …, last-ok-ping-reply', 'Since the instance last gave this sentinel a valid answer.'],
  ['belief.hello_ms', 'No hello for', 'ms', 'gauge', 'SENTINEL SENTINELS, last-hello-message', 'Since this sentinel last heard the other on __sentinel__:hello.'],
  ['belief.link_down_ms', 'Link down for', 'ms', 'gauge', 'SENTINEL REPLICAS, master-link-down-time', 'How long the replica has had no link to its master, as this sentinel knows.'],
]

const metrics: readonly MetricInfo[] = rows.map(([key, label, unit, kind, source, about]) => ({
  ...{ key, label, unit, kind, source, about },
}))

/**
 * The vocabulary of Redis and Valkey. Entities by path; an address is `host:port`, as announced:
 * `cluster` · `node/<address>` · `replica/<address>@<address of its master>` · `slot/<n>@<address>` ·
 * `slowlog/<address>/<id>` · `command/<address>/<name>` · `error/<address>/<first word>` ·
 * `sentinel/<address>` · `belief/<sentinel>/<master name>` and `belief/<sentinel>/<master name>/<address>`
 */
export const redisCatalogue: Catalogue = {
  id: 'redis',
  name: 'Redis',
  schemes: ['redis', 'rediss', 'redis-cluster', 'redis-sentinel'],
  defaultPort: 6379,
  schemePorts: { 'redis-sentinel': 26_379 },
  schemeOptions: { rediss: { tls: 'on' } },
  defaultUser: 'default',
  pathOption: 'master',
  localPorts: [6379, 6380, 7000, 7001, 26379],
  options: [
    { key: 'master', label: 'Masters’ names (Sentinel), by commas', placeholder: 'all that are found' },
    ...tlsOptions,
    {
      key: 'sentinel-auth',
      label: 'File with user:password of the sentinels, where it is another',
      placeholder: 'that of the servers, or none',
    },
    { key: 'map', label: 'Reach announced addresses elsewhere', placeholder: '10.0.0.1:6379=localhost:7001' },
  ],
  budgets: [],
  labs: [
    { cluster: 'redis-cluster', label: 'Redis Cluster, 3 masters and 3 replicas', name: 'Redis Cluster' },
    { cluster: 'redis-sentinel', label: 'Redis, 2 replicas and 3 sentinels', name: 'Redis with Sentinel' },
  ],
  metrics: [...metrics, ...infoMetrics],
  facts: redisFacts,
  compared: [
    'cluster.slots_served',
    'node.offset',
    'replica.offset',
    'node.keys',
    'node.expires',
    'node.memory',
    'node.evicted',
    'node.clients',
    'slot.keys',
  ],
  nameOf,
  isOwn,
}
