import { type Catalogue, type MetricInfo, tlsOptions } from './catalogue.ts'
import { zookeeperFacts } from './zookeeper-facts.ts'
import { monitorMetrics } from './zookeeper-monitor.ts'
import { isOwn, nameOf } from './zookeeper-entities.ts'

const memberMetrics: readonly MetricInfo[] = [
  {
    key: 'member.zxid_counter',
    label: 'Zxid counter',
    unit: 'count',
    kind: 'counter',
    source: 'srvr Zxid, low 32 bits',
    about: 'Transactions of the present epoch that the member has applied; begins anew with each epoch.',
  },
  {
    key: 'member.epoch',
    label: 'Epoch of its zxid',
    unit: 'epoch',
    kind: 'gauge',
    source: 'srvr Zxid, high 32 bits',
    about:
      'Epoch of the last transaction applied; stays the former one until the first write after an election.',
  },
  {
    key: 'member.round_trip',
    label: 'Round trip',
    unit: 'ms',
    kind: 'gauge',
    source: 'srvr, timed here',
    about: 'From opening a connection to the end of the answer.',
  },
  {
    key: 'member.watching_sessions',
    label: 'Sessions with watches',
    unit: 'count',
    kind: 'gauge',
    source: 'wchs',
    about: 'Connections that hold data watches on this member.',
  },
  {
    key: 'member.watched_paths',
    label: 'Watched paths',
    unit: 'count',
    kind: 'gauge',
    source: 'wchs',
    about: 'Paths on which this member holds data watches.',
  },
  {
    key: 'member.data_dir_bytes',
    label: 'Size of snapshots',
    unit: 'bytes',
    kind: 'gauge',
    source: 'conf dataDirSize',
    about: 'Bytes in the data directory; falls when old snapshots are purged.',
  },
  {
    key: 'member.log_dir_bytes',
    label: 'Size of transaction logs',
    unit: 'bytes',
    kind: 'gauge',
    source: 'conf dataLogSize',
    about: 'Bytes in the log directory; the same directory unless dataLogDir is set apart.',
  },
]

const sessionMetrics: readonly MetricInfo[] = [
  {
    key: 'session.idle',
    label: 'Silent for',
    unit: 'ms',
    kind: 'gauge',
    source: 'cons lresp, against the member’s own clock',
    about: 'Since the member last answered this session; the clock is calibrated by its liveliest sessions.',
  },
  {
    key: 'session.received',
    label: 'Requests',
    unit: 'count',
    kind: 'counter',
    source: 'cons recved',
    about: 'Packets taken from the session’s connection, pings included.',
  },
  {
    key: 'session.sent',
    label: 'Answers',
    unit: 'count',
    kind: 'counter',
    source: 'cons sent',
    about: 'Packets sent to the session’s connection, watch events included.',
  },
  {
    key: 'session.queued',
    label: 'Outstanding requests',
    unit: 'count',
    kind: 'gauge',
    source: 'cons queued',
    about: 'Requests of the session that wait for an answer.',
  },
  {
    key: 'session.latency_avg',
    label: 'Average latency',
    unit: 'ms',
    kind: 'gauge',
    source: 'cons avglat',
    about: 'Mean over the connection’s life.',
  },
  {
    key: 'session.ephemerals',
    label: 'Ephemerals',
    unit: 'count',
    kind: 'gauge',
    source: 'dump',
    about: 'Znodes that vanish with the session.',
  },
]

const ensembleMetrics: readonly MetricInfo[] = [
  {
    key: 'ensemble.voters',
    label: 'Voters',
    unit: 'count',
    kind: 'gauge',
    source: 'conf membership, /zookeeper/config or mntr zk_quorum_size',
    about: 'Members that vote, reachable or not.',
  },
  {
    key: 'ensemble.needed',
    label: 'Quorum',
    unit: 'count',
    kind: 'gauge',
    source: 'derived: ⌊voters ÷ 2⌋ + 1',
    about: 'Voters that must acknowledge a write.',
  },
  {
    key: 'ensemble.acknowledging',
    label: 'Acknowledging voters',
    unit: 'count',
    kind: 'gauge',
    source: 'srvr of every voter; mntr zk_synced_followers of the leader',
    about: 'Voters that serve behind the leader, itself included: the lower of what they and what it says.',
  },
  {
    key: 'ensemble.margin',
    label: 'Quorum margin',
    unit: 'count',
    kind: 'gauge',
    source: 'derived: acknowledging − quorum',
    about: 'Voters that may still fail before writes stop; negative: they have stopped.',
  },
  {
    key: 'ensemble.leaders',
    label: 'Leaders',
    unit: 'count',
    kind: 'gauge',
    source: 'srvr Mode of every member',
    about: 'Members that claim to lead; anything but 1 is an election or a split.',
  },
  {
    key: 'ensemble.tree_znodes',
    label: 'Znodes read',
    unit: 'count',
    kind: 'gauge',
    source: 'own walk by multiRead',
    about: 'Znodes of the tree that Orrery knows at this moment.',
  },
  {
    key: 'ensemble.tree_changes',
    label: 'Znode changes',
    unit: 'count',
    kind: 'counter',
    source: 'recursive persistent watch',
    about: 'Creations, deletions and data changes that the watch told, since this session began.',
  },
  {
    key: 'ensemble.tree_waiting',
    label: 'Changes waiting',
    unit: 'count',
    kind: 'gauge',
    source: 'recursive persistent watch',
    about: 'Changed znodes that were not read anew yet: above the budget they wait.',
  },
]

/**
 * The vocabulary of ZooKeeper. Entities by path:
 * `ensemble` · `member/<id or host:port>` · `session/0x…` · `znode/<path>` (absolute; the root is `znode/`)
 */
export const zookeeperCatalogue: Catalogue = {
  id: 'zookeeper',
  name: 'ZooKeeper',
  schemes: ['zookeeper', 'zookeepers'],
  defaultPort: 2181,
  schemePorts: { zookeepers: 2281 },
  schemeOptions: { zookeepers: { tls: 'on' } },
  pathOption: 'chroot',
  localPorts: [2181, 2182, 2183],
  options: [
    { key: 'chroot', label: 'Chroot', placeholder: '/' },
    { key: 'admin', label: 'AdminServer: port, addresses or off', placeholder: '8080' },
    {
      key: 'tree',
      label: 'Tree',
      choices: [
        { value: 'on', label: 'Read and follow' },
        { value: 'off', label: 'Leave alone' },
      ],
    },
    { key: 'data', label: 'Bytes of data kept of a znode', placeholder: '16384' },
    ...tlsOptions,
  ],
  budgets: [
    { key: 'znodes', label: 'Znodes, at most' },
    { key: 'bytes', label: 'Bytes of their data, at most' },
    { key: 'requestsPerSecond', label: 'Changes followed a second, at most' },
  ],
  labs: [{ cluster: 'zookeeper', label: 'ZooKeeper 3.9, 3 voters and an observer', name: 'ZooKeeper' }],
  metrics: [...ensembleMetrics, ...memberMetrics, ...monitorMetrics, ...sessionMetrics],
  facts: zookeeperFacts,
  compared: [
    'member.znodes',
    'member.data_bytes',
    'member.ephemerals',
    'member.watches',
    'member.connections',
    'session.ephemerals',
  ],
  nameOf,
  isOwn,
}
