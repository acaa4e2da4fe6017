import { withReadings, type FactInfo } from './catalogue.ts'
import { redisReadings } from './redis-readings.ts'

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
  ['cluster.mode', 'Kind', 'plain', 'topology', 'INFO server, redis_mode', '`single`, `group` (a master with replicas), `sentinel` or `cluster`.'],
  ['cluster.owners', 'Owners of slots', 'notable', null, 'CLUSTER NODES, own line of each master', 'Runs of slots with the node that claims them: the highest configuration epoch where two do.'],
  ['cluster.epoch', 'Current epoch', 'notable', 'ownership', 'CLUSTER INFO, cluster_current_epoch', 'The highest epoch any node knows; rises with every election.', true],
  ['node.state', 'State', 'notable', 'state', 'INFO', 'Whether it answers, and if not, how it fails.'],
  ['node.why', 'Reason', 'silent', null, 'INFO', 'Why it does not answer, in a sentence.'],
  ['node.role', 'Role', 'notable', 'topology', 'INFO replication, role', '`master` or `replica`, as the server itself says.'],
  ['node.version', 'Version', 'plain', 'configuration', 'INFO server', 'Name and version: redis 7.0.15, valkey 8.0.1.'],
  ['node.id', 'Node id', 'plain', 'topology', 'CLUSTER NODES, myself', 'Forty hex digits, for life.', true],
  ['node.master', 'Its master', 'notable', 'topology', 'INFO replication, master_host and master_port', 'Of a replica: `host:port` that it follows.', true],
  ['node.link', 'Link to its master', 'notable', 'state', 'INFO replication, master_link_status', '`up`, `down`, or `sync` while it takes the whole data.'],
  ['node.link_step', 'How far that link is', 'plain', 'state', 'ROLE', '`connect`, `connecting`, `handshake`, `sync` or `connected`, as the replica says; nothing of a master.'],
  ['node.replicas', 'Its replicas', 'plain', 'topology', 'INFO replication, slaveN', 'As the server lists them: address and state of each.', true],
  ['node.history', 'Replication history', 'notable', 'ownership', 'INFO replication, master_replid', 'Id of the history, of the one before it, and the offset at which it changed.', true],
  ['node.persistence', 'Persistence', 'plain', 'state', 'INFO persistence', 'Whether the last RDB save and AOF write succeeded, and whether AOF is on.'],
  ['node.policy', 'Eviction policy', 'plain', 'configuration', 'INFO memory, maxmemory_policy', 'What is evicted when memory is full.'],
  ['node.config', 'Settings', 'plain', 'configuration', 'CONFIG GET', 'The settings that rules compare; asked each minute.'],
  ['node.asks', 'What it answers', 'silent', null, 'own asking', 'Of each command: observed, or the refusal in the server’s words.'],
  ['node.cluster_state', 'State of the cluster', 'notable', 'state', 'CLUSTER INFO, cluster_state', '`ok` or `fail`, as this node says.'],
  ['node.slots', 'Its slots', 'plain', 'assignment', 'CLUSTER NODES, myself', 'Ranges that the node claims for itself.'],
  ['node.config_epoch', 'Configuration epoch', 'plain', null, 'CLUSTER NODES, myself', 'Version of its claim to its slots: the higher wins.'],
  ['node.open_slots', 'Slots on the move', 'notable', 'assignment', 'CLUSTER NODES, myself', 'Slots that it is migrating or importing; only the node itself says so.'],
  ['node.view', 'Its view of the others', 'silent', null, 'CLUSTER NODES', 'Of every node it knows: address, flags, master, epoch, link, slots.'],
  ['node.dispute', 'Disagrees on owners', 'notable', 'state', 'CLUSTER NODES', 'Runs of slots of which this node names another owner than the one that holds.', true],
  ['node.bus_missing', 'Peers without a bus link', 'notable', 'state', 'CLUSTER LINKS', 'Nodes it knows and has no link of its own to; asked each minute, since 7.0.', true],
  ['node.fullest_slots', 'Its fullest slots', 'silent', null, 'CLUSTER SLOT-STATS ORDERBY KEY-COUNT', 'The 64 slots with the most keys; asked each minute of Valkey 8.0 and Redis 8.2 or newer.'],
  ['node.ailing', 'Peers it calls ailing', 'notable', 'state', 'CLUSTER SHARDS, health', 'Nodes that are not online, as it says: failed, or loading their data; asked each minute, since 7.0.', true],
  ['node.latency', 'Latency events', 'silent', null, 'LATENCY LATEST', 'Kind, instant, last and highest duration.'],
  ['node.clients', 'Clients in outline', 'silent', null, 'CLIENT LIST', 'Connections by host, name, user and library; asked each minute.'],
  ['slowlog.entry', 'Slow command', 'silent', null, 'SLOWLOG GET', 'Id, instant, duration, command with its first argument, client.'],
  ['sentinel.state', 'State', 'notable', 'state', 'PING', 'Whether the sentinel answers, and if not, how it fails.'],
  ['sentinel.why', 'Reason', 'silent', null, 'SENTINEL MASTERS', 'Why it does not answer, in a sentence.'],
  ['sentinel.version', 'Version', 'plain', 'configuration', 'INFO server', 'Name and version.'],
  ['belief.master', 'Belief of a master', 'notable', 'state', 'SENTINEL MASTERS', 'Address, epoch, quorum, flags and times, as one sentinel has them.'],
  ['belief.address', 'Address given to clients', 'notable', 'ownership', 'SENTINEL GET-MASTER-ADDR-BY-NAME', 'What this sentinel answers to clients that ask for the master.', true],
  ['belief.quorum', 'Quorum check', 'notable', 'state', 'SENTINEL CKQUORUM', 'OK, or what this sentinel says is missing.'],
  ['belief.instance', 'Belief of an instance', 'notable', 'state', 'SENTINEL MASTERS, REPLICAS, SENTINELS', 'Flags of a master, replica or sentinel, as one sentinel has them.'],
  ['sentinel.event', 'Event of a sentinel', 'notable', null, 'PSUBSCRIBE *', 'The last of +sdown, +odown, +switch-master … that it published of a master.'],
]

/** What Redis is said to be at an instant, beside its numbers. */
export const redisFacts: readonly FactInfo[] = withReadings(
  rows.map(([key, label, edge, area, source, about, isOwn]) => ({
    ...{ key, label, edge, area, source, about },
    ...(isOwn === undefined ? {} : { isOwn }),
  })),
  redisReadings,
)
