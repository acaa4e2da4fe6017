const docs = 'https://www.rabbitmq.com/docs'

/** Where rules are from. */
export const sources = {
  alarms: { label: 'Memory and disk alarms', url: `${docs}/alarms` },
  monitoring: { label: 'Monitoring', url: `${docs}/monitoring` },
  production: { label: 'Production checklist', url: `${docs}/production-checklist` },
  consumers: { label: 'Consumers', url: `${docs}/consumers` },
  confirms: { label: 'Acknowledgements and confirms', url: `${docs}/confirms` },
  quorum: { label: 'Quorum queues', url: `${docs}/quorum-queues` },
  deadLetters: { label: 'Dead letter exchanges', url: `${docs}/dlx` },
  channels: { label: 'Channels', url: `${docs}/channels` },
  connections: { label: 'Connections', url: `${docs}/connections` },
  partitions: { label: 'Clustering and network partitions', url: `${docs}/partitions` },
  flags: { label: 'Feature flags', url: `${docs}/feature-flags` },
  lengthLimit: { label: 'Queue length limit', url: `${docs}/maxlength` },
  management: { label: 'Management plugin', url: `${docs}/management` },
} as const
