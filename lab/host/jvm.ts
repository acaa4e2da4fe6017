import type { Jars } from './jars.ts'

export interface JvmPlan {
  readonly jars: Jars
  readonly mainClass: string
  readonly args: readonly string[]
  readonly heapMb: number
  /** System properties, without -D. */
  readonly properties?: Readonly<Record<string, string>>
  /** A shared class archive of exactly these jars. */
  readonly archive?: string | undefined
}

// From here on a server is for load, not for a quick start.
const bigHeapMb = 1024

/** What follows `java`: a small process that starts quickly, or with a big heap one that carries load. */
export function jvmArgs(plan: JvmPlan): string[] {
  const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xms32m']
  const { archive, properties = {} } = plan
  return [
    `-Xmx${plan.heapMb}m`,
    ...(plan.heapMb >= bigHeapMb ? ['-XX:+UseG1GC', '-Xms256m'] : quick),
    // a log of its own class loading, and a missing or unfit archive, are no matter
    '-Xshare:auto',
    ...(archive ? [`-XX:SharedArchiveFile=${archive}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off'] : []),
    '-XX:-UsePerfData',
    '-Djava.net.preferIPv4Stack=true',
    ...Object.entries(properties).map(([key, value]) => `-D${key}=${value}`),
    '-cp',
    plan.jars.classpath,
    plan.mainClass,
    ...plan.args,
  ]
}
