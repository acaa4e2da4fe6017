import type { FactInfo } from './catalogue.ts'

type Row = readonly [key: string, label: string, edge: FactInfo['edge'], source: string, about: string]

// prettier-ignore
const rows: readonly Row[] = [
  ['cluster.mode', 'Kind', 'plain', 'INFO server, redis_mode', '`single`, `group` (a master with replicas), `sentinel` or `cluster`.'],
  ['cluster.owners', 'Owners of slots', 'notable', 'CLUSTER NODES, own line of each master', 'Runs of slots with the node that claims them: the highest configuration epoch where two do.'],
  ['cluster.epoch', 'Current epoch', 'notable', 'CLUSTER INFO, cluster_current_epoch', 'The highest epoch any node knows; rises with every election.'],
  ['node.state', 'State', 'notable', 'INFO', 'Whether it answers, and if not, how it fails.'],
  ['node.why', 'Reason', 'silent', 'INFO', 'Why it does not answer, in a sentence.'],
  ['node.role', 'Role', 'notable', 'INFO replication, role', '`master` or `replica`, as the server itself says.'],
  ['node.version', 'Version', 'plain', 'INFO server', 'Name and version: redis 7.0.15, valkey 8.0.1.'],
  ['node.id', 'Node id', 'plain', 'CLUSTER NODES, myself', 'Forty hex digits, for life.'],
  ['node.master', 'Its master', 'notable', 'INFO replication, master_host and master_port', 'Of a replica: `host:port` that it follows.'],
  ['node.link', 'Link to its master', 'notable', 'INFO replication, master_link_status', '`up`, `down`, or `sync` while it takes the whole data.'],
  ['node.link_step', 'How far that link is', 'plain', 'ROLE', '`connect`, `connecting`, `handshake`, `sync` or `connected`, as the replica says; nothing of a master.'],
  ['node.replicas', 'Its replicas', 'plain', 'INFO replication, slaveN', 'As the server lists them: address and state of each.'],
  ['node.history', 'Replication history', 'notable', 'INFO replication, master_replid', 'Id of the history, of the one before it, and the offset at which it changed.'],
  ['node.persistence', 'Persistence', 'plain', 'INFO persistence', 'Whether the last RDB save and AOF write succeeded, and whether AOF is on.'],
  ['node.policy', 'Eviction policy', 'plain', 'INFO memory, maxmemory_policy', 'What is evicted when memory is full.'],
  ['node.config', 'Settings', 'plain', 'CONFIG GET', 'The settings that rules compare; asked each minute.'],
  ['node.asks', 'What it answers', 'silent', 'own asking', 'Of each command: observed, or the refusal in the server’s words.'],
  ['node.cluster_state', 'State of the cluster', 'notable', 'CLUSTER INFO, cluster_state', '`ok` or `fail`, as this node says.'],
  ['node.slots', 'Its slots', 'plain', 'CLUSTER NODES, myself', 'Ranges that the node claims for itself.'],
  ['node.config_epoch', 'Configuration epoch', 'plain', 'CLUSTER NODES, myself', 'Version of its claim to its slots: the higher wins.'],
  ['node.open_slots', 'Slots on the move', 'notable', 'CLUSTER NODES, myself', 'Slots that it is migrating or importing; only the node itself says so.'],
  ['node.view', 'Its view of the others', 'silent', 'CLUSTER NODES', 'Of every node it knows: address, flags, master, epoch, link, slots.'],
  ['node.dispute', 'Disagrees on owners', 'notable', 'CLUSTER NODES', 'Runs of slots of which this node names another owner than the one that holds.'],
  ['node.bus_missing', 'Peers without a bus link', 'notable', 'CLUSTER LINKS', 'Nodes it knows and has no link of its own to; asked each minute, since 7.0.'],
  ['node.fullest_slots', 'Its fullest slots', 'silent', 'CLUSTER SLOT-STATS ORDERBY KEY-COUNT', 'The 64 slots with the most keys; asked each minute of Valkey 8.0 and Redis 8.2 or newer.'],
  ['node.ailing', 'Peers it calls ailing', 'notable', 'CLUSTER SHARDS, health', 'Nodes that are not online, as it says: failed, or loading their data; asked each minute, since 7.0.'],
  ['node.latency', 'Latency events', 'silent', 'LATENCY LATEST', 'Kind, instant, last and highest duration.'],
  ['node.clients', 'Clients in outline', 'silent', 'CLIENT LIST', 'Connections by host, name, user and library; asked each minute.'],
  ['slowlog.entry', 'Slow command', 'silent', 'SLOWLOG GET', 'Id, instant, duration, command with its first argument, client.'],
  ['sentinel.state', 'State', 'notable', 'PING', 'Whether the sentinel answers, and if not, how it fails.'],
  ['sentinel.why', 'Reason', 'silent', 'SENTINEL MASTERS', 'Why it does not answer, in a sentence.'],
  ['sentinel.version', 'Version', 'plain', 'INFO server', 'Name and version.'],
  ['belief.master', 'Belief of a master', 'notable', 'SENTINEL MASTERS', 'Address, epoch, quorum, flags and times, as one sentinel has them.'],
  ['belief.address', 'Address given to clients', 'notable', 'SENTINEL GET-MASTER-ADDR-BY-NAME', 'What this sentinel answers to clients that ask for the master.'],
  ['belief.quorum', 'Quorum check', 'notable', 'SENTINEL CKQUORUM', 'OK, or what this sentinel says is missing.'],
  ['belief.instance', 'Belief of an instance', 'notable', 'SENTINEL MASTERS, REPLICAS, SENTINELS', 'Flags of a master, replica or sentinel, as one sentinel has them.'],
  ['sentinel.event', 'Event of a sentinel', 'notable', 'PSUBSCRIBE *', 'The last of +sdown, +odown, +switch-master … that it published of a master.'],
]

/** What Redis is said to be at an instant, beside its numbers. */
export const redisFacts: readonly FactInfo[] = rows.map(([key, label, edge, source, about]) => ({
  ...{ key, label, edge, source, about },
}))
