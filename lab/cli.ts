/** Clusters for people: `npm run lab -- up kafka --traffic`. What it prints for programs is in cli/up.ts. */
import { parseCommand, usage, type Command, type UpOptions } from './cli/arguments.ts'
import { askControl, findClusters, type ClusterStatus } from './cli/control.ts'
import { type ParentRequest, serveParent } from './cli/parent.ts'
import { keepUp, type UpEvent } from './cli/up.ts'
import { LabError } from './lab-error.ts'

async function main(args: readonly string[]): Promise<void> {
  const command = parseCommand(args)
  if (command.do === 'help') return void process.stdout.write(usage)
  if (command.do === 'up') return up(command)
  if (command.do === 'list') return list(await findClusters(), command.json)
  if (command.do === 'down') return down(await chosen(command.cluster))
  return drill(command, await chosen(command.cluster))
}

async function up(options: UpOptions): Promise<void> {
  const tell = options.json
    ? (event: UpEvent) => process.stdout.write(`${JSON.stringify(event)}\n`)
    : (event: UpEvent) => print(event)
  // clusters alone don't keep a process alive
  const alive = setInterval(() => {}, 60_000)
  try {
    const asked = Promise.withResolvers<void>()
    onSignals(asked.resolve)
    const serve = (handle: (request: ParentRequest) => Promise<void>) =>
      void serveParent(handle, tell).then(asked.resolve, asked.resolve)
    await keepUp(options, tell, asked.promise, options.withParent ? serve : undefined)
    process.exit(0)
  } finally {
    clearInterval(alive)
  }
}

/** The first Ctrl-C ends in order; at the second the process goes at once, and the watchdogs do the rest. */
function onSignals(end: () => void): void {
  let asked = false
  const ask = () => {
    if (asked) process.exit(130)
    asked = true
    end()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
}

function print(event: UpEvent): void {
  if (event.event === 'answer') return
  if (event.event === 'progress') process.stderr.write(`${event.cluster}: ${event.text}\n`)
  else if (event.event === 'stopped')
    process.stderr.write(`${event.cluster}: stopped, nothing is left of it\n`)
  else {
    for (const { name, endpoint, pid } of event.servers)
      process.stderr.write(`${event.cluster}: ${name} at ${endpoint}, process ${pid ?? '?'}\n`)
    process.stdout.write(`${[event.url, ...(event.otherUrls ?? [])].join('\n')}\n`)
    process.stderr.write(`${event.cluster}: ready. Ctrl-C ends it\n`)
  }
}

function list(clusters: readonly ClusterStatus[], json: boolean): void {
  if (json) return void process.stdout.write(`${JSON.stringify(clusters)}\n`)
  if (clusters.length === 0) process.stdout.write('Nothing is up. npm run lab -- up kafka\n')
  for (const { cluster, url, pid, servers } of clusters) {
    process.stdout.write(`${cluster}  ${url}  (process ${pid})\n`)
    for (const server of servers)
      process.stdout.write(`  ${server.name.padEnd(12)} ${server.endpoint.padEnd(16)} ${server.state}\n`)
  }
}

/** @throws LabError when the name fits none, or there are several and none was named */
async function chosen(name: string | undefined): Promise<ClusterStatus[]> {
  const clusters = await findClusters()
  const fitting = name === undefined ? clusters : clusters.filter(({ cluster }) => cluster === name)
  if (fitting.length > 0) return fitting
  const names = clusters.map(({ cluster }) => cluster).join(', ')
  throw new LabError(names === '' ? 'Nothing is up' : `No ${name ?? ''} is up; there is ${names}`)
}

async function down(clusters: readonly ClusterStatus[]): Promise<void> {
  for (const { folder, cluster } of clusters) {
    await askControl(folder, { do: 'down' })
    process.stdout.write(`${cluster} is down\n`)
  }
}

async function drill(
  command: Extract<Command, { server: string }>,
  clusters: readonly ClusterStatus[],
): Promise<void> {
  const [only, ...others] = clusters.filter((cluster) => hasServer(cluster, command.server))
  if (!only) throw new LabError(`No server ${command.server} is up`, { fix: 'See npm run lab -- list' })
  if (others.length > 0) {
    const names = clusters.map(({ cluster }) => cluster).join(', ')
    throw new LabError(`Which one? There are ${names}`, { fix: `Add --of, e.g. --of ${only.cluster}` })
  }
  const said = await askControl(only.folder, { do: command.do, server: command.server })
  process.stdout.write(`${String(said).trimEnd()}\n`)
}

function hasServer(cluster: ClusterStatus, wanted: string): boolean {
  return cluster.servers.some(({ name }) => name === wanted || name.endsWith(`-${wanted}`))
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const fix = error instanceof LabError && error.fix !== undefined ? `\n${error.fix}` : ''
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${fix}\n`)
  process.exitCode = 1
}
