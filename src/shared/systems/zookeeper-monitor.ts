import type { MetricInfo, Unit } from './catalogue.ts'

/** One number of `mntr`: the same field without `zk_` is in AdminServer's `monitor`. */
interface MonitorMetric extends MetricInfo {
  /** `zk_outstanding_requests` */
  readonly field: string
}

type Row = readonly [
  key: string,
  label: string,
  unit: Unit,
  kind: 'counter' | 'gauge',
  field: string,
  about: string,
]

// prettier-ignore
const rows: readonly Row[] = [
  ['outstanding', 'Outstanding requests', 'count', 'gauge', 'outstanding_requests', 'Requests received and not yet answered.'],
  ['connections', 'Client connections', 'count', 'gauge', 'num_alive_connections', 'Open client connections, ours included.'],
  ['packets_received', 'Packets received', 'count', 'counter', 'packets_received', 'Client packets taken in since start; pings and four-letter words count.'],
  ['packets_sent', 'Packets sent', 'count', 'counter', 'packets_sent', 'Client packets sent since start; watch events count.'],
  ['bytes_received', 'Bytes received', 'bytes', 'counter', 'bytes_received_count', 'Bytes that clients sent since start.'],
  ['response_bytes', 'Bytes answered', 'bytes', 'counter', 'response_bytes', 'Bytes sent to clients since start.'],
  ['latency_avg', 'Average latency since start', 'ms', 'gauge', 'avg_latency', 'Mean over all requests since the start, or the last srst: hardly moves on an old server.'],
  ['latency_max', 'Highest latency since start', 'ms', 'gauge', 'max_latency', 'The slowest request since the start, or the last srst.'],
  ['znodes', 'Znodes', 'count', 'gauge', 'znode_count', 'Znodes in the member’s memory, the built-in ones included.'],
  ['ephemerals', 'Ephemerals', 'count', 'gauge', 'ephemerals_count', 'Ephemeral znodes.'],
  ['watches', 'Watches', 'count', 'gauge', 'watch_count', 'Data and child watches that clients of this member hold.'],
  ['data_bytes', 'Size of the tree', 'bytes', 'gauge', 'approximate_data_size', 'Bytes of all paths and data; every member holds them in memory.'],
  ['open_files', 'Open files', 'count', 'gauge', 'open_file_descriptor_count', 'File descriptors in use.'],
  ['max_files', 'File limit', 'count', 'gauge', 'max_file_descriptor_count', 'File descriptors the process may use.'],
  ['uptime', 'Up for', 'ms', 'gauge', 'uptime', 'Since the member began to serve in its present role.'],
  ['global_sessions', 'Sessions of the ensemble', 'count', 'gauge', 'global_sessions', 'Sessions known to all members.'],
  ['local_sessions', 'Local sessions', 'count', 'gauge', 'local_sessions', 'Sessions that only this member knows.'],
  ['synced_followers', 'Synced followers', 'count', 'gauge', 'synced_followers', 'Followers that acknowledge proposals; only the leader says it.'],
  ['synced_non_voting', 'Synced followers without vote', 'count', 'gauge', 'synced_non_voting_followers', 'Of the synced followers those that are no voters; only the leader says it.'],
  ['synced_observers', 'Synced observers', 'count', 'gauge', 'synced_observers', 'Observers in step; only the leader says it.'],
  ['learners', 'Learners', 'count', 'gauge', 'learners', 'Followers and observers connected to the leader; only the leader says it.'],
  ['pending_syncs', 'Pending syncs', 'count', 'gauge', 'pending_syncs', 'Sync requests that wait; only the leader says it.'],
  ['quorum_size', 'Voters', 'count', 'gauge', 'quorum_size', 'Voters in the configuration in force.'],
  ['leader_uptime', 'Leads for', 'ms', 'gauge', 'leader_uptime', 'Since the leader was elected; only the leader says it.'],
  ['proposals', 'Proposals', 'count', 'counter', 'proposal_count', 'Writes proposed; only the leader counts them.'],
  ['commits', 'Commits', 'count', 'counter', 'commit_count', 'Writes committed; only the leader counts them.'],
  ['elections', 'Elections', 'count', 'counter', 'looking_count', 'Times the member went looking for a leader since its start.'],
  ['election_ms', 'Time in elections', 'ms', 'counter', 'sum_election_time', 'Sum of all elections since the member’s start.'],
  ['unavailable_ms', 'Time without service', 'ms', 'counter', 'sum_unavailable_time', 'Sum of the times between losing a leader and serving again.'],
  ['read_latency_sum', 'Read latency, sum', 'ms', 'counter', 'sum_readlatency', 'Δsum ÷ Δcount is the mean latency of an interval’s reads.'],
  ['read_latency_count', 'Reads answered', 'count', 'counter', 'cnt_readlatency', 'Reads that the sum speaks of.'],
  ['update_latency_sum', 'Write latency, sum', 'ms', 'counter', 'sum_updatelatency', 'Δsum ÷ Δcount is the mean latency of an interval’s writes.'],
  ['update_latency_count', 'Writes answered', 'count', 'counter', 'cnt_updatelatency', 'Writes that the sum speaks of.'],
  ['fsync_sum', 'Log sync, sum', 'ms', 'counter', 'sum_fsynctime', 'Δsum ÷ Δcount is the mean time of an interval’s fsyncs of the transaction log.'],
  ['fsync_count', 'Log syncs', 'count', 'counter', 'cnt_fsynctime', 'Fsyncs of the transaction log.'],
  ['fsync_max', 'Slowest log sync', 'ms', 'gauge', 'max_fsynctime', 'The slowest fsync since the start.'],
  ['ack_sum', 'Quorum acknowledgement, sum', 'ms', 'counter', 'sum_quorum_ack_latency', 'Δsum ÷ Δcount is how long the leader waited for a quorum of acknowledgements.'],
  ['ack_count', 'Acknowledged proposals', 'count', 'counter', 'cnt_quorum_ack_latency', 'Proposals that the sum speaks of.'],
  ['jvm_pause_sum', 'JVM pauses, sum', 'ms', 'counter', 'sum_jvm_pause_time_ms', 'Time the process stood still; needs jvm.pause.monitor.'],
  ['jvm_pause_count', 'JVM pauses', 'count', 'counter', 'cnt_jvm_pause_time_ms', 'Pauses that the sum speaks of.'],
  ['jvm_pause_max', 'Longest JVM pause', 'ms', 'gauge', 'max_jvm_pause_time_ms', 'The longest pause since the start.'],
  ['snapshot_ms', 'Time in snapshots', 'ms', 'counter', 'sum_snapshottime', 'Sum of the times that writing snapshots took.'],
  ['snapshots', 'Snapshots', 'count', 'counter', 'cnt_snapshottime', 'Snapshots written since the start.'],
  ['snapshot_syncs', 'Snapshots sent to learners', 'count', 'counter', 'snap_count', 'Learners that needed a whole snapshot to catch up; only the leader counts them.'],
  ['diff_syncs', 'Differences sent to learners', 'count', 'counter', 'diff_count', 'Learners that caught up by a list of transactions; only the leader counts them.'],
  ['sessions_expired', 'Sessions expired', 'count', 'counter', 'stale_sessions_expired', 'Sessions that fell silent for longer than their timeout; only the leader counts them.'],
  ['connections_rejected', 'Connections rejected', 'count', 'counter', 'connection_rejected', 'Connections refused because a limit was met.'],
  ['connections_dropped', 'Connections dropped', 'count', 'counter', 'connection_drop_count', 'Connections that the server closed.'],
  ['auth_failed', 'Failed authentications', 'count', 'counter', 'auth_failed_count', 'Clients whose credentials were refused.'],
  ['throttled', 'Requests held back', 'count', 'counter', 'request_throttle_wait_count', 'Requests that waited because too many were outstanding.'],
  ['large_rejected', 'Large requests rejected', 'count', 'counter', 'large_requests_rejected', 'Requests refused for their size.'],
  ['unrecoverable', 'Unrecoverable errors', 'count', 'counter', 'unrecoverable_error_count', 'Errors after which the member stops serving.'],
  ['digest_mismatches', 'Digest mismatches', 'count', 'counter', 'digest_mismatches_count', 'The member’s tree differed from what the leader computed.'],
  ['snapshot_errors', 'Snapshot errors', 'count', 'counter', 'snapshot_error_count', 'Snapshots that could not be written.'],
]

/** All metrics of `mntr` that are kept, under `member.<key>`. */
export const monitorMetrics: readonly MonitorMetric[] = rows.map(
  ([key, label, unit, kind, field, about]) => ({
    key: `member.${key}`,
    label,
    unit,
    kind,
    field: `zk_${field}`,
    source: `mntr zk_${field}`,
    about,
  }),
)
