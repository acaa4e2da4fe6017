import type { Progress } from '../host/jars.ts'
import { Keeper } from '../host/keeper.ts'
import { LabError } from '../lab-error.ts'
import { rabbitBinaries, type RabbitBinaries } from './binaries.ts'
import type { RabbitCluster } from './cluster.ts'
import { Management } from './management.ts'
import { copyData, seedOf } from './seed.ts'
import { nodeNameOf, type RabbitServer } from './server.ts'
import { Starter, type NodeOptions } from './starter.ts'
import { definitions } from './users.ts'

export interface RabbitOptions extends NodeOptions {
  /** 1 or 3; 3 unless told. */
  readonly nodes?: 1 | 3
  readonly progress?: Progress
}

/** A RabbitMQ of one or three nodes. Ready when every node sees all of them run. */
export async function startRabbit(keeper: Keeper, options: RabbitOptions): Promise<RabbitCluster> {
  const { nodes = 3, progress = () => {} } = options
  const binaries = await rabbitBinaries(progress)
  const ids = idsTo(nodes)
  const seed = await seedOf(binaries, nodes, (folder) => {
    progress('preparing quick starts of RabbitMQ (once)')
    return Keeper.around((own) => makeSeed(own, binaries, ids, folder))
  })
  progress(`starting ${nodes === 1 ? 'a node' : `${nodes} nodes`} of RabbitMQ ${binaries.version}`)
  const starter = await Starter.open(keeper, binaries, options)
  const servers = await Promise.all(ids.map((id) => starter.node(id)))
  await copyData(seed, keeper.folder, ids)
  for (const server of servers) await server.launch()
  await Promise.all(servers.map(ready))
  const cluster = starter.cluster(servers)
  await cluster.whole()
  return cluster
}

const mostStarts = 3

/**
 * Nodes that start together may meet one another halfway: then one gives up (`incompatible_feature_flags`), and is
 * started again, as a service manager would.
 * @throws LabError with the end of the log
 */
async function ready(server: RabbitServer): Promise<void> {
  for (let starts = 1; ; starts++)
    try {
      return await server.ready()
    } catch (error) {
      if (server.running || starts === mostStarts) throw error
      await server.launch()
    }
}

/** Forms a cluster by joining, which is slow, and keeps what its nodes have written. */
async function makeSeed(
  keeper: Keeper,
  binaries: RabbitBinaries,
  ids: readonly number[],
  folder: string,
): Promise<void> {
  await using own = keeper
  const starter = await Starter.open(own, binaries, {})
  const servers: RabbitServer[] = []
  for (const id of ids) {
    const server = await starter.node(id, id === 1 ? undefined : nodeNameOf(1))
    await server.start()
    if (id === 1) await introduceUsers(server)
    servers.push(server)
  }
  await starter.cluster(servers).whole()
  await Promise.all(servers.map((server) => server.kill()))
  await copyData(own.folder, folder, ids)
}

/** A new node knows RabbitMQ's own `guest` only, who goes as soon as there is an administrator. */
async function introduceUsers({ managementUrl }: RabbitServer): Promise<void> {
  const guest = `Basic ${Buffer.from('guest:guest').toString('base64')}`
  const said = await fetch(`${managementUrl}/api/definitions`, {
    method: 'POST',
    headers: { authorization: guest, 'content-type': 'application/json' },
    body: JSON.stringify(definitions),
  })
  if (!said.ok) throw new LabError(`RabbitMQ refused the lab's users: ${await said.text()}`)
  await new Management(managementUrl, undefined).get('users/guest', { method: 'DELETE' })
}

function idsTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}
