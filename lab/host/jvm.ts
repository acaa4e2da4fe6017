import type { Kit } from './kit.ts'

export interface JvmPlan {
  readonly kit: Kit
  readonly mainClass: string
  readonly args: readonly string[]
  readonly heapMb: number
  /** System properties, without -D. */
  readonly properties?: Readonly<Record<string, string>>
}

// From here on a server is for load, not for a quick start.
const bigHeapMb = 1024

/** What follows `java`: a small process that starts quickly, or with a big heap one that carries load. */
export function jvmArgs({ kit, mainClass, args, heapMb, properties = {} }: JvmPlan): string[] {
  const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms32m']
  return [
    `-Xmx${heapMb}m`,
    ...(heapMb >= bigHeapMb ? ['-XX:+UseG1GC', '-Xms256m'] : quick),
    '-XX:-UsePerfData',
    '-Djava.net.preferIPv4Stack=true',
    ...kit.flags,
    ...Object.entries(properties).map(([key, value]) => `-D${key}=${value}`),
    '-cp',
    kit.jars.classpath,
    mainClass,
    ...args,
  ]
}
