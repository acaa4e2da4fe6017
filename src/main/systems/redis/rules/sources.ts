const redis = 'https://redis.io/docs/latest'

/** Where rules are from. */
export const sources = {
  clusterSpec: {
    label: 'Redis cluster specification',
    url: `${redis}/operate/oss_and_stack/reference/cluster-spec/`,
  },
  clusterInfo: { label: 'CLUSTER INFO', url: `${redis}/commands/cluster-info/` },
  clusterNodes: { label: 'CLUSTER NODES', url: `${redis}/commands/cluster-nodes/` },
  setslot: { label: 'CLUSTER SETSLOT', url: `${redis}/commands/cluster-setslot/` },
  scaling: { label: 'Scale with Redis Cluster', url: `${redis}/operate/oss_and_stack/management/scaling/` },
  replication: { label: 'Redis replication', url: `${redis}/operate/oss_and_stack/management/replication/` },
  sentinel: {
    label: 'High availability with Sentinel',
    url: `${redis}/operate/oss_and_stack/management/sentinel/`,
  },
  info: { label: 'INFO', url: `${redis}/commands/info/` },
  eviction: { label: 'Key eviction', url: `${redis}/develop/reference/eviction/` },
  persistence: { label: 'Redis persistence', url: `${redis}/operate/oss_and_stack/management/persistence/` },
} as const
