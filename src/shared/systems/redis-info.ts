import type { MetricInfo, Unit } from './catalogue.ts'

/** One number of `INFO`, of one server. */
export interface InfoMetric extends MetricInfo {
  /** `used_memory` */
  readonly field: string
  /** What the field is multiplied by to be in the metric's unit. */
  readonly scale: number
}

type Row = readonly [
  key: string,
  label: string,
  unit: Unit,
  kind: 'counter' | 'gauge',
  section: string,
  field: string,
  about: string,
]

// prettier-ignore
const rows: readonly Row[] = [
  ['uptime', 'Up for', 's', 'gauge', 'server', 'uptime_in_seconds', 'Since the process was started.'],
  ['clients', 'Connected clients', 'count', 'gauge', 'clients', 'connected_clients', 'Client connections, ours included; replicas are not counted.'],
  ['max_clients', 'Client limit', 'count', 'gauge', 'clients', 'maxclients', 'Connections the server takes at most.'],
  ['blocked_clients', 'Blocked clients', 'count', 'gauge', 'clients', 'blocked_clients', 'Clients that wait in a blocking command such as BLPOP or WAIT.'],
  ['memory', 'Memory used', 'bytes', 'gauge', 'memory', 'used_memory', 'Bytes that the allocator gave to the server.'],
  ['memory_rss', 'Resident memory', 'bytes', 'gauge', 'memory', 'used_memory_rss', 'Bytes of the process as the operating system counts them.'],
  ['memory_peak', 'Peak memory', 'bytes', 'gauge', 'memory', 'used_memory_peak', 'Highest memory used since the start.'],
  ['memory_dataset', 'Memory of the data', 'bytes', 'gauge', 'memory', 'used_memory_dataset', 'Memory used less overhead.'],
  ['max_memory', 'Memory limit', 'bytes', 'gauge', 'memory', 'maxmemory', '0: no limit.'],
  ['system_memory', 'Memory of the machine', 'bytes', 'gauge', 'memory', 'total_system_memory', 'Bytes of memory that the machine, or its container host, has.'],
  ['fragmentation', 'Fragmentation', 'ratio', 'gauge', 'memory', 'mem_fragmentation_ratio', 'Resident memory ÷ memory used.'],
  ['memory_clients', 'Memory of clients', 'bytes', 'gauge', 'memory', 'mem_clients_normal', 'Buffers of normal clients.'],
  ['unsaved_changes', 'Changes since the last save', 'count', 'gauge', 'persistence', 'rdb_changes_since_last_save', 'Writes that no RDB file holds yet.'],
  ['last_save', 'Last save', 'instant', 'gauge', 'persistence', 'rdb_last_save_time', 'When the last RDB save succeeded.'],
  ['connections', 'Connections received', 'count', 'counter', 'stats', 'total_connections_received', 'Connections taken since the start.'],
  ['rejected_connections', 'Connections rejected', 'count', 'counter', 'stats', 'rejected_connections', 'Refused because maxclients was reached.'],
  ['commands', 'Commands', 'count', 'counter', 'stats', 'total_commands_processed', 'Commands processed since the start, those of replication included.'],
  ['input_bytes', 'Bytes received', 'bytes', 'counter', 'stats', 'total_net_input_bytes', 'Read from the network since the start.'],
  ['output_bytes', 'Bytes sent', 'bytes', 'counter', 'stats', 'total_net_output_bytes', 'Written to the network since the start.'],
  ['sync_full', 'Full resyncs', 'count', 'counter', 'stats', 'sync_full', 'Times a replica was sent the whole data.'],
  ['sync_partial', 'Partial resyncs', 'count', 'counter', 'stats', 'sync_partial_ok', 'Times a replica went on from the backlog.'],
  ['sync_refused', 'Partial resyncs refused', 'count', 'counter', 'stats', 'sync_partial_err', 'The backlog no longer held what the replica asked for, or it came from another history.'],
  ['expired', 'Keys expired', 'count', 'counter', 'stats', 'expired_keys', 'Removed because their time was over.'],
  ['evicted', 'Keys evicted', 'count', 'counter', 'stats', 'evicted_keys', 'Removed because memory reached maxmemory.'],
  ['hits', 'Hits', 'count', 'counter', 'stats', 'keyspace_hits', 'Lookups that found their key.'],
  ['misses', 'Misses', 'count', 'counter', 'stats', 'keyspace_misses', 'Lookups that found none.'],
  ['buffer_disconnections', 'Cut for their output buffer', 'count', 'counter', 'stats', 'client_output_buffer_limit_disconnections', 'Clients and replicas cut because their output buffer passed its limit; since 7.0.'],
  ['errors', 'Error replies', 'count', 'counter', 'stats', 'total_error_replies', 'Commands answered with an error; since 6.2.'],
  ['fork_ms', 'Last fork', 'ms', 'gauge', 'stats', 'latest_fork_usec', 'How long the server stood still at its last fork.'],
  ['replicas', 'Replicas connected', 'count', 'gauge', 'replication', 'connected_slaves', 'As the server counts them.'],
  ['good_replicas', 'Good replicas', 'count', 'gauge', 'replication', 'min_slaves_good_slaves', 'Replicas whose lag is within min-replicas-max-lag; told only while min-replicas-to-write is set.'],
  ['offset', 'Replication offset', 'offset', 'counter', 'replication', 'master_repl_offset', 'Bytes of the replication stream written; on a replica the bytes applied.'],
  ['backlog_size', 'Backlog', 'bytes', 'gauge', 'replication', 'repl_backlog_size', 'Bytes of the stream the server keeps for replicas that come back.'],
  ['backlog_held', 'Backlog filled', 'bytes', 'gauge', 'replication', 'repl_backlog_histlen', 'How far back the backlog reaches.'],
  ['link_down_s', 'Link down for', 's', 'gauge', 'replication', 'master_link_down_since_seconds', 'How long a replica has had no link to its master; -1: never had one.'],
  ['link_silent_s', 'Master silent for', 's', 'gauge', 'replication', 'master_last_io_seconds_ago', 'Since the replica last heard of its master.'],
  ['cpu_user', 'CPU, user', 's', 'counter', 'cpu', 'used_cpu_user', 'Seconds in user mode.'],
  ['cpu_system', 'CPU, system', 's', 'counter', 'cpu', 'used_cpu_sys', 'Seconds in the kernel.'],
]

/** Fields that are not in the unit they are shown in: microseconds, and seconds since 1970. */
const scales: Readonly<Record<string, number>> = { latest_fork_usec: 0.001, rdb_last_save_time: 1000 }

/** Numbers of `INFO` that are stored, `node.<key>`. */
export const infoMetrics: readonly InfoMetric[] = rows.map(
  ([key, label, unit, kind, section, field, about]) => ({
    key: `node.${key}`,
    ...{ label, unit, kind, field, about },
    source: `INFO ${section}, ${field}`,
    scale: scales[field] ?? 1,
  }),
)
