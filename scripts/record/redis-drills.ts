import { lab } from '../../lab/index.ts'
import type { RedisDeployment } from '../../lab/redis/deployment.ts'
import { assignSlot, moveKeys, openSlot, sidesOf } from '../../lab/redis/slots.ts'
import { livelyRedisPlan } from '../../lab/traffic/redis-plan.ts'
import { say } from '../lib/say.mjs'
import type { Drill } from './drills.ts'
import type { Witness } from './witness.ts'

const calmMs = 60_000

/** The master hangs: each sentinel by itself finds it down, then together, and one of them replaces it. */
export const redisSentinelFailover: Drill = {
  name: 'redis-sentinel-failover',
  title: 'Redis: the master hangs, the sentinels replace it',
  about:
    'A master with two replicas under writes, watched by three sentinels. The master is paused: one sentinel after the other finds it down, they agree, one is elected and promotes a replica. When the old master wakes up there are two for some seconds, until it is made a replica.',
  targetName: 'demo-redis-sentinel',
  async start(held) {
    const group = held.use(await lab.redisSentinel())
    held.use(await lab.redisTraffic(group, livelyRedisPlan))
    return {
      url: group.url,
      async play(witness) {
        await witness.calm(calmMs)
        const [master] = await group.masters()
        if (master === undefined) throw new Error('The group has no master to pause')
        say(`${master.name}, the master, hangs`)
        await master.pause()
        await witness.opened('redis/node-down')
        await witness.calm(15_000)
        say(`${master.name} wakes up`)
        await master.resume()
        await witness.opened('redis/split-brain')
        await witness.healed()
        await witness.calm(calmMs)
      },
    }
  },
}

/** Slots that are moved one by one, slower than a tool does it, so that each is seen on its way. */
const movedSlots = { before: 24, after: 15 }
/** Keys of the slot at which the reshard is interrupted, and how many of them have moved by then. */
const basket = { tag: '{basket}', items: 12, moved: 5 }

/** Slots move, the mover dies in the middle of one, and it is found, finished and closed. */
export const redisReshard: Drill = {
  name: 'redis-reshard',
  title: 'Redis: a reshard is interrupted, and finished',
  about:
    'Three masters with a replica each, under writes. Forty slots move from one master to another. The move is interrupted halfway through a slot: only the two nodes concerned say so, all else stays green. redis-cli --cluster fix finishes that slot, and the rest follow.',
  targetName: 'demo-redis-cluster',
  async start(held) {
    const cluster = held.use(await lab.redisCluster())
    held.use(await lab.redisTraffic(cluster, livelyRedisPlan))
    return { url: cluster.url, play: (witness) => reshard(cluster, witness) }
  },
}

async function reshard(cluster: RedisDeployment, witness: Witness): Promise<void> {
  const stuck = await fillBasket(cluster)
  await witness.calm(calmMs)
  const sides = await sidesOf(cluster, stuck)
  const first = stuck - movedSlots.before
  const last = stuck + movedSlots.after
  say(`slots ${first} to ${last} move from ${sides.owner.name} to ${sides.other.name}`)
  for (let slot = first; slot <= last; slot++) {
    await openSlot(cluster, slot, sides)
    // a sample of the slot on its way
    await witness.sampled()
    if (slot === stuck) await interrupted(cluster, slot, witness)
    else await assignSlot(cluster, slot, sides)
  }
  await witness.healed()
  await witness.calm(calmMs)
}

/** @returns the slot of its keys */
async function fillBasket(cluster: RedisDeployment): Promise<number> {
  for (let i = 1; i <= basket.items; i++)
    await cluster.cli(cluster.server(1), ['-c', 'set', `${basket.tag}:item:${i}`, 'x'])
  return Number(await cluster.cli(cluster.server(1), ['cluster', 'keyslot', basket.tag]))
}

async function interrupted(cluster: RedisDeployment, slot: number, witness: Witness): Promise<void> {
  await moveKeys(cluster, slot, await sidesOf(cluster, slot), basket.moved)
  say(`the mover is gone: slot ${slot} stays open`)
  await witness.opened('redis/slot-stuck')
  await witness.calm(15_000)
  say('redis-cli --cluster fix')
  await cluster.cli(cluster.server(1), ['--cluster', 'fix', cluster.server(1).endpoint])
}
