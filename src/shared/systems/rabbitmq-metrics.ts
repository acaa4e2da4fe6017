import type { MetricInfo, Unit } from './catalogue.ts'

type Row = readonly [
  key: string,
  label: string,
  unit: Unit,
  kind: 'counter' | 'gauge',
  source: string,
  about: string,
]

// prettier-ignore
const cluster: readonly Row[] = [
  ['cluster.ready', 'Ready', 'messages', 'gauge', 'GET /api/overview, queue_totals.messages_ready', 'Messages of all queues that wait for a consumer.'],
  ['cluster.unacked', 'Unacknowledged', 'messages', 'gauge', 'GET /api/overview, queue_totals.messages_unacknowledged', 'Messages of all queues that consumers hold.'],
  ['cluster.queues', 'Queues', 'count', 'gauge', 'GET /api/overview, object_totals', 'Queues and streams of all virtual hosts that the user may see.'],
  ['cluster.exchanges', 'Exchanges', 'count', 'gauge', 'GET /api/overview, object_totals', 'The default ones included.'],
  ['cluster.connections', 'Connections', 'count', 'gauge', 'GET /api/overview, object_totals', 'Open client connections.'],
  ['cluster.channels', 'Channels', 'count', 'gauge', 'GET /api/overview, object_totals', 'Open channels.'],
  ['cluster.consumers', 'Consumers', 'count', 'gauge', 'GET /api/overview, object_totals', 'Subscriptions to queues.'],
  ['cluster.publish', 'Published', 'messages', 'counter', 'GET /api/overview, message_stats.publish', 'Messages that clients published.'],
  ['cluster.confirm', 'Confirmed', 'messages', 'counter', 'GET /api/overview, message_stats.confirm', 'Publisher confirms that were sent.'],
  ['cluster.deliver', 'Delivered', 'messages', 'counter', 'GET /api/overview, message_stats.deliver_get', 'Messages given to consumers and to basic.get, each time they were.'],
  ['cluster.ack', 'Acknowledged', 'messages', 'counter', 'GET /api/overview, message_stats.ack', 'Messages that clients acknowledged.'],
  ['cluster.redeliver', 'Redelivered', 'messages', 'counter', 'GET /api/overview, message_stats.redeliver', 'Deliveries that were not the first.'],
  ['cluster.returned', 'Returned', 'messages', 'counter', 'GET /api/overview, message_stats.return_unroutable', 'Mandatory messages that no queue took, given back.'],
  ['cluster.dropped', 'Dropped as unroutable', 'messages', 'counter', 'GET /api/overview, message_stats.drop_unroutable', 'Messages that no queue took, and nobody was told.'],
  ['cluster.get', 'basic.get', 'messages', 'counter', 'GET /api/overview, message_stats.get and get_no_ack', 'Messages fetched one by one.'],
  ['cluster.get_empty', 'Empty basic.get', 'count', 'counter', 'GET /api/overview, message_stats.get_empty', 'Asked for a message, and there was none.'],
  ['cluster.connections_opened', 'Connections opened', 'count', 'counter', 'GET /api/overview, churn_rates.connection_created', 'Since the nodes started.'],
  ['cluster.connections_closed', 'Connections closed', 'count', 'counter', 'GET /api/overview, churn_rates.connection_closed', 'Since the nodes started.'],
  ['cluster.channels_opened', 'Channels opened', 'count', 'counter', 'GET /api/overview, churn_rates.channel_created', 'Since the nodes started.'],
  ['cluster.channels_closed', 'Channels closed', 'count', 'counter', 'GET /api/overview, churn_rates.channel_closed', 'Since the nodes started.'],
  ['cluster.queues_created', 'Queues created', 'count', 'counter', 'GET /api/overview, churn_rates.queue_created', 'Since the nodes started.'],
  ['cluster.queues_deleted', 'Queues deleted', 'count', 'counter', 'GET /api/overview, churn_rates.queue_deleted', 'Since the nodes started.'],
  ['cluster.queues_read', 'Queues read', 'instant', 'gauge', 'own asking', 'When the list of queues with their messages was last read.'],
  ['cluster.stats_read', 'Statistics of queues read', 'instant', 'gauge', 'own asking', 'When consumers and rates of queues were last read.'],
  ['cluster.connections_read', 'Connections read', 'instant', 'gauge', 'own asking', 'When connections, channels and consumers were last listed.'],
]

// prettier-ignore
const node: readonly Row[] = [
  ['node.round_trip', 'Round trip', 'ms', 'gauge', 'GET /api/health/checks/local-alarms, timed here', 'From asking a node for what it knows itself to its answer.'],
  ['node.memory', 'Memory used', 'bytes', 'gauge', 'GET /api/nodes, mem_used', 'As the broker counts it against its watermark.'],
  ['node.memory_limit', 'Memory watermark', 'bytes', 'gauge', 'GET /api/nodes, mem_limit', 'From here on all publishers of the cluster are blocked.'],
  ['node.disk_free', 'Free disk', 'bytes', 'gauge', 'GET /api/nodes, disk_free', 'Of the partition with the node’s data.'],
  ['node.disk_limit', 'Disk limit', 'bytes', 'gauge', 'GET /api/nodes, disk_free_limit', 'Below it all publishers of the cluster are blocked.'],
  ['node.fds', 'File descriptors', 'count', 'gauge', 'GET /api/nodes, fd_used', 'Open files and sockets.'],
  ['node.fds_limit', 'File descriptors, at most', 'count', 'gauge', 'GET /api/nodes, fd_total', 'What the operating system allows.'],
  ['node.sockets', 'Sockets', 'count', 'gauge', 'GET /api/nodes, sockets_used', 'Open sockets; not told by 4.0 and later.'],
  ['node.sockets_limit', 'Sockets, at most', 'count', 'gauge', 'GET /api/nodes, sockets_total', 'Not told by 4.0 and later.'],
  ['node.processes', 'Erlang processes', 'count', 'gauge', 'GET /api/nodes, proc_used', 'Each connection, channel and queue is some.'],
  ['node.processes_limit', 'Erlang processes, at most', 'count', 'gauge', 'GET /api/nodes, proc_total', 'The virtual machine’s limit.'],
  ['node.run_queue', 'Run queue', 'count', 'gauge', 'GET /api/nodes, run_queue', 'Erlang processes that wait for a processor.'],
  ['node.uptime', 'Up for', 's', 'gauge', 'GET /api/nodes, uptime', 'Since the application was started.'],
  ['node.gc', 'Garbage collections', 'count', 'counter', 'GET /api/nodes, gc_num', 'Of all processes.'],
  ['node.connections_opened', 'Connections opened', 'count', 'counter', 'GET /api/nodes, connection_created', 'On this node, since it started.'],
  ['node.connections_closed', 'Connections closed', 'count', 'counter', 'GET /api/nodes, connection_closed', 'On this node, since it started.'],
  ['node.dead_expired', 'Dead letters, expired', 'messages', 'counter', 'Prometheus, rabbitmq_global_messages_dead_lettered_expired_total', 'Messages whose time was over and that were dead-lettered; dropped ones included.'],
  ['node.dead_rejected', 'Dead letters, rejected', 'messages', 'counter', 'Prometheus, rabbitmq_global_messages_dead_lettered_rejected_total', 'Messages that a consumer rejected without requeue.'],
  ['node.dead_overflow', 'Dead letters, overflow', 'messages', 'counter', 'Prometheus, rabbitmq_global_messages_dead_lettered_maxlen_total', 'Messages that a full queue gave up.'],
  ['node.dead_delivered', 'Dead letters, delivery limit', 'messages', 'counter', 'Prometheus, rabbitmq_global_messages_dead_lettered_delivery_limit_total', 'Messages of quorum queues that were delivered too often.'],
]

// prettier-ignore
const queue: readonly Row[] = [
  ['queue.ready', 'Ready', 'messages', 'gauge', 'GET /api/queues, messages_ready', 'Messages that wait for a consumer.'],
  ['queue.unacked', 'Unacknowledged', 'messages', 'gauge', 'GET /api/queues, messages_unacknowledged', 'Messages that consumers hold.'],
  ['queue.consumers', 'Consumers', 'count', 'gauge', 'GET /api/queues, consumers', 'Subscriptions to the queue.'],
  ['queue.capacity', 'Consumer capacity', 'ratio', 'gauge', 'GET /api/queues, consumer_capacity', 'Share of time in which a message can be delivered at once: below 1, consumers or their prefetch are the limit.'],
  ['queue.memory', 'Memory', 'bytes', 'gauge', 'GET /api/queues, memory', 'Of the queue’s process.'],
  ['queue.bytes', 'Bytes of messages', 'bytes', 'gauge', 'GET /api/queues, message_bytes', 'Bodies of all its messages.'],
  ['queue.oldest', 'Oldest message', 'instant', 'gauge', 'GET /api/queues, head_message_timestamp', 'The timestamp that its publisher gave it; only of classic queues.'],
  ['queue.dead_pending', 'Dead letters not yet taken', 'messages', 'gauge', 'GET /api/queues, messages_dlx', 'Of a quorum queue with at-least-once dead-lettering: given up, and not confirmed by the target.'],
  ['queue.publish', 'Published into', 'messages', 'counter', 'GET /api/queues, message_stats.publish', 'Messages that were routed into the queue.'],
  ['queue.deliver', 'Delivered', 'messages', 'counter', 'GET /api/queues, message_stats.deliver_get', 'Given to consumers and to basic.get, each time.'],
  ['queue.ack', 'Acknowledged', 'messages', 'counter', 'GET /api/queues, message_stats.ack', 'Acknowledged by clients.'],
  ['queue.redeliver', 'Redelivered', 'messages', 'counter', 'GET /api/queues, message_stats.redeliver', 'Deliveries that were not the first.'],
  ['exchange.published_in', 'Comes in', 'messages', 'counter', 'GET /api/exchanges, message_stats.publish_in', 'Messages that clients published to the exchange.'],
  ['exchange.published_out', 'Goes out', 'messages', 'counter', 'GET /api/exchanges, message_stats.publish_out', 'Copies that it put into queues.'],
]

// prettier-ignore
const client: readonly Row[] = [
  ['connection.received', 'Bytes received', 'bytes', 'counter', 'GET /api/connections, recv_oct', 'From the client.'],
  ['connection.sent', 'Bytes sent', 'bytes', 'counter', 'GET /api/connections, send_oct', 'To the client.'],
  ['connection.channels', 'Channels', 'count', 'gauge', 'GET /api/connections, channels', 'Open channels of the connection.'],
  ['channel.unacked', 'Unacknowledged', 'messages', 'gauge', 'GET /api/channels, messages_unacknowledged', 'What its consumers hold.'],
  ['channel.unconfirmed', 'Unconfirmed', 'messages', 'gauge', 'GET /api/channels, messages_unconfirmed', 'Published, and not yet confirmed.'],
  ['channel.uncommitted', 'Uncommitted', 'messages', 'gauge', 'GET /api/channels, messages_uncommitted', 'Published in a transaction that is open.'],
  ['channel.consumers', 'Consumers', 'count', 'gauge', 'GET /api/channels, consumer_count', 'Subscriptions of the channel.'],
  ['channel.publish', 'Published', 'messages', 'counter', 'GET /api/channels, message_stats.publish', 'By this channel.'],
  ['channel.confirm', 'Confirmed', 'messages', 'counter', 'GET /api/channels, message_stats.confirm', 'To this channel.'],
  ['channel.deliver', 'Delivered', 'messages', 'counter', 'GET /api/channels, message_stats.deliver_get', 'To this channel.'],
  ['channel.ack', 'Acknowledged', 'messages', 'counter', 'GET /api/channels, message_stats.ack', 'By this channel.'],
  ['channel.redeliver', 'Redelivered', 'messages', 'counter', 'GET /api/channels, message_stats.redeliver', 'To this channel.'],
  ['channel.returned', 'Returned', 'messages', 'counter', 'GET /api/channels, message_stats.return_unroutable', 'Mandatory messages given back to it.'],
]

/** Every number of RabbitMQ that is stored. */
export const rabbitmqMetrics: readonly MetricInfo[] = [...cluster, ...node, ...queue, ...client].map(
  ([key, label, unit, kind, source, about]) => ({ key, label, unit, kind, source, about }),
)
