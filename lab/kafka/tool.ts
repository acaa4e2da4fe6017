import type { Kit } from '../host/kit.ts'
import { runTool } from '../host/tool.ts'
import { LabError } from '../lab-error.ts'

/** The classes behind the scripts of Kafka's bin folder. */
const mainClasses: Readonly<Record<string, string>> = {
  'kafka-topics': 'org.apache.kafka.tools.TopicCommand',
  'kafka-consumer-groups': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  'kafka-get-offsets': 'org.apache.kafka.tools.GetOffsetShell',
  'kafka-metadata-quorum': 'org.apache.kafka.tools.MetadataQuorumCommand',
  'kafka-log-dirs': 'org.apache.kafka.tools.LogDirsCommand',
  'kafka-reassign-partitions': 'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  'kafka-leader-election': 'org.apache.kafka.tools.LeaderElectionCommand',
  'kafka-configs': 'kafka.admin.ConfigCommand',
}
const movedWith4: Readonly<Record<string, string>> = {
  'kafka-acls': 'AclCommand',
  'kafka-broker-api-versions': 'BrokerApiVersionsCommand',
}
const limitMs = 120_000

/**
 * Runs one of Kafka's own command-line tools against a cluster.
 * @param name of the script, e.g. `kafka-topics`
 * @param args what follows `--bootstrap-server host:port,…` on its command line
 */
export function runKafkaTool(
  kit: Kit,
  name: string,
  bootstrap: string,
  args: readonly string[],
): Promise<string> {
  const mainClass = mainClassOf(kit, name)
  if (!mainClass) {
    const known = [...Object.keys(mainClasses), ...Object.keys(movedWith4)].join(', ')
    return Promise.reject(new LabError(`The lab knows no tool ${name}`, { fix: `Known are ${known}` }))
  }
  const properties = { 'org.slf4j.simpleLogger.defaultLogLevel': 'error' }
  return runTool({ kit, mainClass, args: ['--bootstrap-server', bootstrap, ...args], properties }, limitMs)
}

function mainClassOf(kit: Kit, name: string): string | undefined {
  const moved = movedWith4[name]
  if (moved === undefined) return mainClasses[name]
  return kit.jars.name === 'kafka-3' ? `kafka.admin.${moved}` : `org.apache.kafka.tools.${moved}`
}
