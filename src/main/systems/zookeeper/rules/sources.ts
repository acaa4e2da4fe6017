const guide = 'https://zookeeper.apache.org/doc/current/zookeeperAdmin.html'

/** Chapters of ZooKeeper's administrator's guide that the rules rest on. */
export const sources = {
  deployment: {
    label: 'ZooKeeper administrator’s guide, designing a deployment',
    url: `${guide}#sc_designing`,
  },
  commands: { label: 'ZooKeeper administrator’s guide, four-letter words', url: `${guide}#sc_4lw` },
  cluster: { label: 'ZooKeeper administrator’s guide, cluster options', url: `${guide}#sc_clusterOptions` },
  sessions: {
    label: 'ZooKeeper programmer’s guide, sessions',
    url: 'https://zookeeper.apache.org/doc/current/zookeeperProgrammers.html#ch_zkSessions',
  },
} as const
