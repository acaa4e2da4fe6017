const docs = 'https://activemq.apache.org/components/classic/documentation'
const code = 'https://github.com/apache/activemq/blob/main'

/** Where rules are from. */
export const sources = {
  network: { label: 'Networks of brokers', url: `${docs}/networks-of-brokers` },
  masterSlave: { label: 'Shared file system master slave', url: `${docs}/shared-file-system-master-slave` },
  flowControl: { label: 'Producer flow control', url: `${docs}/producer-flow-control` },
  prefetch: { label: 'What is the prefetch limit for?', url: `${docs}/what-is-the-prefetch-limit-for` },
  second: {
    label: 'I do not receive messages in my second consumer',
    url: `${docs}/i-do-not-receive-messages-in-my-second-consumer`,
  },
  slow: { label: 'Slow consumer handling', url: `${docs}/slow-consumer-handling` },
  deadLetters: {
    label: 'Message redelivery and DLQ handling',
    url: `${docs}/message-redelivery-and-dlq-handling`,
  },
  durable: { label: 'Manage durable subscribers', url: `${docs}/manage-durable-subscribers` },
  durableNetwork: {
    label: 'Durable subscribers in a network of brokers',
    url: `${docs}/how-do-i-use-durable-subscribers-in-a-network-of-brokers`,
  },
  mbeans: {
    label: 'MBeans of ActiveMQ',
    url: `${code}/activemq-broker/src/main/java/org/apache/activemq/broker/jmx`,
  },
  health: {
    label: 'HealthView of ActiveMQ',
    url: `${code}/activemq-broker/src/main/java/org/apache/activemq/broker/jmx/HealthView.java`,
  },
  paging: {
    label: 'BaseDestination of ActiveMQ, maxPageSize',
    url: `${code}/activemq-broker/src/main/java/org/apache/activemq/broker/region/BaseDestination.java`,
  },
  configuration: {
    label: 'Stock configuration of ActiveMQ',
    url: `${code}/assembly/src/release/conf/activemq.xml`,
  },
} as const
