import { fileURLToPath } from 'node:url'
import type { Kit } from '../host/kit.ts'
import { runTool } from '../host/tool.ts'

const mainClasses = { zkCli: 'org.apache.zookeeper.ZooKeeperMain' } as const
const limitMs = 60_000

/** @param args what follows `-server host:port,…` on the tool's command line */
export function runZooKeeperTool(
  kit: Kit,
  name: keyof typeof mainClasses,
  connect: string,
  args: readonly string[],
): Promise<string> {
  return runTool(
    {
      kit,
      mainClass: mainClasses[name],
      args: ['-server', connect, ...args],
      properties: {
        'logback.configurationFile': fileURLToPath(new URL('../jars/logback.xml', import.meta.url)),
        'orrery.lab.level': 'OFF',
      },
    },
    limitMs,
  )
}
