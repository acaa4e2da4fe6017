import { withReadings, type FactInfo } from './catalogue.ts'
import { rabbitmqReadings } from './rabbitmq-readings.ts'

type Row = readonly [
  key: string,
  label: string,
  edge: FactInfo['edge'],
  area: FactInfo['area'],
  source: string,
  about: string,
  isOwn?: true,
]

// prettier-ignore
const rows: readonly Row[] = [
  ['cluster.name', 'Name of the cluster', 'plain', 'topology', 'GET /api/overview, cluster_name', 'As the cluster calls itself.', true],
  ['cluster.source', 'Source of queues’ figures', 'notable', 'state', 'own asking', '`management`, or `prometheus` while the management’s statistics hang or are off, or `none`.'],
  ['cluster.flags', 'Feature flags', 'plain', 'configuration', 'GET /api/feature-flags', 'State and stability by name.'],
  ['cluster.deprecated', 'Deprecated features in use', 'plain', 'configuration', 'GET /api/deprecated-features/used', 'Names; told by 3.13 and later.'],
  ['vhost.state', 'Virtual host', 'plain', 'topology', 'GET /api/vhosts', 'State of the virtual host on each node.'],
  ['policy.about', 'Policy', 'plain', 'configuration', 'GET /api/policies', 'Pattern, what it applies to, priority and definition.'],
  ['operator-policy.about', 'Operator’s policy', 'plain', 'configuration', 'GET /api/operator-policies', 'As a policy; of two limits the lower holds.'],
  ['node.state', 'State', 'notable', 'state', 'GET /api/health/checks/local-alarms of each node, GET /api/nodes', 'Whether it answers, and if not, how it fails.'],
  ['node.why', 'Reason', 'silent', null, 'own asking', 'Why it does not answer, in a sentence.'],
  ['node.address', 'Address of its management', 'plain', 'topology', 'own asking', '`host:port` that is asked.', true],
  ['node.prometheus', 'Address of its Prometheus endpoint', 'plain', 'topology', 'own asking', '`host:port` that answers; none: it doesn’t.', true],
  ['node.peers', 'What it says of the others', 'silent', null, 'GET /api/nodes of each node, running', 'Of every node of the cluster: it runs, or not.'],
  ['node.running', 'Runs, say its peers', 'notable', 'state', 'GET /api/nodes, running', 'As the other nodes say.'],
  ['node.version', 'Version', 'plain', 'configuration', 'GET /api/overview and /api/nodes, applications', 'RabbitMQ and Erlang.'],
  ['node.alarms', 'Alarms', 'notable', 'state', 'GET /api/health/checks/alarms, GET /api/nodes', '`memory`, `disk`, `file_descriptors` that have run out.'],
  ['node.partitions', 'Cut off from', 'notable', 'state', 'GET /api/nodes of each node, partitions', 'Nodes that this one lost while both ran; before 4.3.', true],
  ['node.statistics', 'Has statistics', 'plain', 'state', 'GET /api/nodes, rates_mode', 'False: it has just started or its application is stopped; its numbers are missing.'],
  ['node.outline', 'Plugins and listeners', 'plain', 'configuration', 'GET /api/nodes, enabled_plugins; GET /api/overview, listeners', 'What is enabled, and where it listens.'],
  ['node.asks', 'What it answers', 'silent', null, 'own asking', 'Of each request: answered, or why not.'],
  ['queue.about', 'Queue', 'plain', 'topology', 'GET /api/queues', 'Type, durability and arguments.'],
  ['queue.policy', 'Policy', 'plain', 'configuration', 'GET /api/queues, policy and operator_policy', 'Names of the policies in force.'],
  ['queue.state', 'State', 'notable', 'state', 'GET /api/queues, state', '`running`, `down`, `minority`, `flow`, `crashed`, `stopped`.'],
  ['queue.leader', 'Leader', 'notable', 'ownership', 'GET /api/queues, leader or node', 'The node that leads it, or that it lives on.', true],
  ['queue.members', 'Members', 'plain', 'assignment', 'GET /api/queues, members', 'Nodes of a quorum queue’s or stream’s members.'],
  ['queue.online', 'Members online', 'notable', 'state', 'GET /api/queues, online', 'Of the members those that answer the leader.'],
  ['exchange.about', 'Exchange', 'plain', 'topology', 'GET /api/exchanges', 'Type, durability, arguments and policy.'],
  ['binding.about', 'Binding', 'plain', 'topology', 'GET /api/bindings', 'From an exchange to a queue or exchange, with key and arguments.'],
  ['connection.about', 'Connection', 'silent', 'topology', 'GET /api/connections', 'User, client, peer, node and what the client calls itself.'],
  ['connection.state', 'State', 'plain', 'state', 'GET /api/connections, state', '`running`, `blocked`, `blocking`, `flow`.'],
  ['channel.about', 'Channel', 'silent', 'topology', 'GET /api/channels', 'Its connection, prefetch, confirms and transactions.'],
  ['channel.state', 'State', 'silent', null, 'GET /api/channels, state', '`running`, `flow`.'],
  ['consumer.about', 'Consumer', 'silent', 'topology', 'GET /api/consumers', 'Queue, channel, prefetch, acknowledgement mode, activity.'],
]

/** What RabbitMQ is said to be at an instant, beside its numbers. */
export const rabbitmqFacts: readonly FactInfo[] = withReadings(
  rows.map(([key, label, edge, area, source, about, isOwn]) => ({
    ...{ key, label, edge, area, source, about },
    ...(isOwn === undefined ? {} : { isOwn }),
  })),
  rabbitmqReadings,
)
