import { OrreryError } from '../../../../../shared/base/errors.ts'
import { isAmong, type SlotRun } from '../../../../../shared/systems/redis-slots.ts'
import { addressOf } from '../../../base/address.ts'
import { type NodeLine, parseClusterNodes } from '../../ask/cluster-nodes.ts'
import { modeOf, parseInfo } from '../../ask/info.ts'
import { parseRecords, recordAddress } from '../../ask/sentinel.ts'
import { parseOptions } from '../../options.ts'
import type { NodeClient, NodeClients } from './node-client.ts'
import type { Reach } from './reach.ts'

/** A server that takes writes. */
export interface Master {
  readonly address: string
  /** Of a node of a cluster; '' elsewhere. */
  readonly id: string
  /** Slots that it owns; of a master without a cluster: none, it has all keys. */
  readonly runs: readonly SlotRun[]
}

export interface Masters {
  readonly isCluster: boolean
  readonly all: readonly Master[]
}

/** Asks one endpoint of the target after the other who takes writes. @throws OrreryError what the last one met */
export async function findMasters(reach: Reach, clients: NodeClients, signal: AbortSignal): Promise<Masters> {
  let met: unknown = new OrreryError('invalid', 'The target has no endpoints')
  for (const endpoint of reach.endpoints) {
    try {
      return await mastersKnownTo(await clients.to(endpoint, signal), reach, clients, signal)
    } catch (thrown) {
      signal.throwIfAborted()
      met = thrown
    }
  }
  throw met
}

async function mastersKnownTo(
  client: NodeClient,
  reach: Reach,
  clients: NodeClients,
  signal: AbortSignal,
): Promise<Masters> {
  const info = parseInfo(String(await client.ask(['INFO'], signal)))
  const mode = modeOf(info)
  if (mode === 'cluster') return { isCluster: true, all: await clusterMasters(client, signal) }
  const address =
    mode === 'sentinel'
      ? await watchedMaster(client, reach, signal)
      : info.get('role') === 'slave'
        ? addressOf(info.get('master_host') ?? '', info.get('master_port') ?? '')
        : client.address
  // that it answers is part of the finding
  await clients.to(address, signal)
  return { isCluster: false, all: [{ address, id: '', runs: [] }] }
}

async function clusterMasters(client: NodeClient, signal: AbortSignal): Promise<readonly Master[]> {
  const lines = parseClusterNodes(String(await client.ask(['CLUSTER', 'NODES'], signal)), client.address)
  return lines.filter(ownsSlots).map(({ address, id, runs }) => ({ address, id, runs }))
}

function ownsSlots({ flags, runs, address }: NodeLine): boolean {
  return flags.includes('master') && !flags.includes('fail') && runs.length > 0 && address !== ''
}

/** The first master that the target names; of a target that names none, the first that is watched. */
async function watchedMaster(client: NodeClient, reach: Reach, signal: AbortSignal): Promise<string> {
  const [wanted] = parseOptions(reach.options).masters
  const watched = parseRecords(await client.ask(['SENTINEL', 'MASTERS'], signal))
  const found = watched.find((record) => wanted === undefined || record.get('name') === wanted)
  if (found !== undefined) return recordAddress(found)
  throw new OrreryError('not-found', `${client.address} watches no master ${wanted ?? ''}`.trim())
}

/** Who has a key: the owner of its slot. */
export function masterOf({ isCluster, all }: Masters, slot: number): Master {
  const found = isCluster ? all.find(({ runs }) => isAmong(runs, slot)) : all[0]
  if (found !== undefined) return found
  throw new OrreryError('not-found', `No master owns slot ${slot}`, {
    fix: 'Repair the cluster first: redis-cli --cluster check names what is wrong',
  })
}
