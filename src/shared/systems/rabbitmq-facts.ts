import type { FactInfo } from './catalogue.ts'

type Row = readonly [key: string, label: string, edge: FactInfo['edge'], source: string, about: string]

// prettier-ignore
const rows: readonly Row[] = [
  ['cluster.name', 'Name of the cluster', 'plain', 'GET /api/overview, cluster_name', 'As the cluster calls itself.'],
  ['cluster.source', 'Source of queues’ figures', 'notable', 'own asking', '`management`, or `prometheus` while the management’s statistics hang or are off, or `none`.'],
  ['cluster.flags', 'Feature flags', 'plain', 'GET /api/feature-flags', 'State and stability by name.'],
  ['cluster.deprecated', 'Deprecated features in use', 'plain', 'GET /api/deprecated-features/used', 'Names; told by 3.13 and later.'],
  ['vhost.state', 'Virtual host', 'plain', 'GET /api/vhosts', 'State of the virtual host on each node.'],
  ['policy.about', 'Policy', 'plain', 'GET /api/policies', 'Pattern, what it applies to, priority and definition.'],
  ['operator-policy.about', 'Operator’s policy', 'plain', 'GET /api/operator-policies', 'As a policy; of two limits the lower holds.'],
  ['node.state', 'State', 'notable', 'GET /api/health/checks/local-alarms of each node, GET /api/nodes', 'Whether it answers, and if not, how it fails.'],
  ['node.why', 'Reason', 'silent', 'own asking', 'Why it does not answer, in a sentence.'],
  ['node.address', 'Address of its management', 'plain', 'own asking', '`host:port` that is asked.'],
  ['node.prometheus', 'Address of its Prometheus endpoint', 'plain', 'own asking', '`host:port` that answers; none: it doesn’t.'],
  ['node.peers', 'What it says of the others', 'silent', 'GET /api/nodes of each node, running', 'Of every node of the cluster: it runs, or not.'],
  ['node.running', 'Runs, say its peers', 'notable', 'GET /api/nodes, running', 'As the other nodes say.'],
  ['node.version', 'Version', 'plain', 'GET /api/overview and /api/nodes, applications', 'RabbitMQ and Erlang.'],
  ['node.alarms', 'Alarms', 'notable', 'GET /api/health/checks/alarms, GET /api/nodes', '`memory`, `disk`, `file_descriptors` that have run out.'],
  ['node.partitions', 'Cut off from', 'notable', 'GET /api/nodes of each node, partitions', 'Nodes that this one lost while both ran; before 4.3.'],
  ['node.statistics', 'Has statistics', 'plain', 'GET /api/nodes, rates_mode', 'False: it has just started or its application is stopped; its numbers are missing.'],
  ['node.outline', 'Plugins and listeners', 'plain', 'GET /api/nodes, enabled_plugins; GET /api/overview, listeners', 'What is enabled, and where it listens.'],
  ['node.asks', 'What it answers', 'silent', 'own asking', 'Of each request: answered, or why not.'],
  ['queue.about', 'Queue', 'plain', 'GET /api/queues', 'Type, durability and arguments.'],
  ['queue.policy', 'Policy', 'plain', 'GET /api/queues, policy and operator_policy', 'Names of the policies in force.'],
  ['queue.state', 'State', 'notable', 'GET /api/queues, state', '`running`, `down`, `minority`, `flow`, `crashed`, `stopped`.'],
  ['queue.leader', 'Leader', 'notable', 'GET /api/queues, leader or node', 'The node that leads it, or that it lives on.'],
  ['queue.members', 'Members', 'plain', 'GET /api/queues, members', 'Nodes of a quorum queue’s or stream’s members.'],
  ['queue.online', 'Members online', 'notable', 'GET /api/queues, online', 'Of the members those that answer the leader.'],
  ['exchange.about', 'Exchange', 'plain', 'GET /api/exchanges', 'Type, durability, arguments and policy.'],
  ['binding.about', 'Binding', 'plain', 'GET /api/bindings', 'From an exchange to a queue or exchange, with key and arguments.'],
  ['connection.about', 'Connection', 'silent', 'GET /api/connections', 'User, client, peer, node and what the client calls itself.'],
  ['connection.state', 'State', 'plain', 'GET /api/connections, state', '`running`, `blocked`, `blocking`, `flow`.'],
  ['channel.about', 'Channel', 'silent', 'GET /api/channels', 'Its connection, prefetch, confirms and transactions.'],
  ['channel.state', 'State', 'silent', 'GET /api/channels, state', '`running`, `flow`.'],
  ['consumer.about', 'Consumer', 'silent', 'GET /api/consumers', 'Queue, channel, prefetch, acknowledgement mode, activity.'],
]

/** What RabbitMQ is said to be at an instant, beside its numbers. */
export const rabbitmqFacts: readonly FactInfo[] = rows.map(([key, label, edge, source, about]) => ({
  ...{ key, label, edge, source, about },
}))
