import type { ProcessServer } from '../host/server.ts'
import { LabError } from '../lab-error.ts'
import type { RedisDeployment } from './deployment.ts'

/** The master that owns a slot, and another that could take it. */
export interface Sides {
  readonly owner: ProcessServer
  readonly other: ProcessServer
}

/** As each master itself says. @throws LabError when nobody owns the slot, or nobody else could */
export async function sidesOf(cluster: RedisDeployment, slot: number): Promise<Sides> {
  const masters = await cluster.masters()
  const claims = await Promise.all(masters.map((master) => doesOwn(cluster, master, slot)))
  const owner = masters.find((_, i) => claims[i] === true)
  const other = masters.find((_, i) => claims[i] === false)
  if (owner !== undefined && other !== undefined) return { owner, other }
  throw new LabError(`Slot ${slot} has no owner, or there is no other master`)
}

async function doesOwn(cluster: RedisDeployment, master: ProcessServer, slot: number): Promise<boolean> {
  const text = await cluster.cli(master, ['cluster', 'nodes'])
  const ranges = /^.*\bmyself\b.*? connected (.*)$/m.exec(text)?.[1] ?? ''
  return ranges
    .split(' ')
    .filter((range) => /^\d/.test(range))
    .some((range) => {
      const [from = NaN, to = from] = range.split('-').map(Number)
      return slot >= from && slot <= to
    })
}

/** Marks a slot on both sides: from now on keys may move. */
export async function openSlot(
  cluster: RedisDeployment,
  slot: number,
  { owner, other }: Sides,
): Promise<void> {
  await setSlot(cluster, other, slot, ['importing', await idOf(cluster, owner)])
  await setSlot(cluster, owner, slot, ['migrating', await idOf(cluster, other)])
}

/** Moves up to `most` keys of an open slot. @returns how many there were */
export async function moveKeys(
  cluster: RedisDeployment,
  slot: number,
  { owner, other }: Sides,
  most = 100,
): Promise<number> {
  const text = await cluster.cli(owner, ['cluster', 'getkeysinslot', String(slot), String(most)])
  const keys = text.split('\n').filter((key) => key !== '')
  const [host = '', port = ''] = other.endpoint.split(':')
  if (keys.length > 0) await cluster.cli(owner, ['migrate', host, port, '', '0', '5000', 'keys', ...keys])
  return keys.length
}

/** Gives an open slot to the other side, whose claim the rest of the cluster hears of. */
export async function assignSlot(
  cluster: RedisDeployment,
  slot: number,
  { owner, other }: Sides,
): Promise<void> {
  while ((await moveKeys(cluster, slot, { owner, other })) > 0);
  for (const master of [other, owner])
    await setSlot(cluster, master, slot, ['node', await idOf(cluster, other)])
}

/** Takes the marks back: the slot stays whose it is. */
export async function closeSlot(
  cluster: RedisDeployment,
  slot: number,
  { owner, other }: Sides,
): Promise<void> {
  for (const master of [owner, other]) await setSlot(cluster, master, slot, ['stable'])
}

async function setSlot(
  cluster: RedisDeployment,
  master: ProcessServer,
  slot: number,
  what: readonly string[],
): Promise<void> {
  const said = await cluster.cli(master, ['cluster', 'setslot', String(slot), ...what])
  if (said.trim() !== 'OK') throw new LabError(`cluster setslot ${slot} ${what.join(' ')}: ${said.trim()}`)
}

async function idOf(cluster: RedisDeployment, node: ProcessServer): Promise<string> {
  return (await cluster.cli(node, ['cluster', 'myid'])).trim()
}
