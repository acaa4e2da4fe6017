import { OrreryError } from '../../../../shared/base/errors.ts'
import type { Json } from '../../../../shared/base/json.ts'
import { countOf, runsText, slotCount, type SlotRun } from '../../../../shared/systems/redis-slots.ts'
import type { SlotDispute, SlotOwner, SlotsData } from '../../../../shared/systems/redis-slot-views.ts'
import type { Look } from '../../moment.ts'
import type { View } from '../../system.ts'
import { movingSlots } from './moving-slots.ts'
import { kindOf } from './nodes.ts'
import { list, number, record, since, text } from '../../base/reading.ts'
import {
  blindSpots,
  isServing,
  namesIn,
  nodeAddresses,
  numberOf,
  servingMasters,
  stringOf,
} from './reading.ts'

export const slots: View = {
  run: (look) => ({ ...slotsData(look) }),
  instances: (look) => (kindOf(look) === 'cluster' ? [{}] : []),
}

export interface OwnedRun extends SlotRun {
  readonly owner: string
}

/** Who owns what at the moment, ascending. */
export function ownedRuns(look: Look): readonly OwnedRun[] {
  return list(look.moment.fact('cluster', 'cluster.owners'))
    .map(record)
    .map(({ from, to, owner }) => ({
      from: numberOf(from) ?? 0,
      to: numberOf(to) ?? 0,
      owner: stringOf(owner),
    }))
}

export function slotsData(look: Look): SlotsData {
  if (kindOf(look) !== 'cluster') throw new OrreryError('not-found', 'There are no slots: this is no cluster')
  const runs = ownedRuns(look)
  const addresses = [...new Set(runs.map(({ owner }) => owner))]
  const whole = withHoles(runs)
  const failed = failedNodes(look)
  return {
    owners: addresses.map((address) => ownerOf(look, address, runs, failed)),
    from: Uint16Array.from(whole, ({ from }) => from),
    to: Uint16Array.from(whole, ({ to }) => to),
    owner: Int16Array.from(whole, ({ owner }) => (owner === null ? -1 : addresses.indexOf(owner))),
    served: number(look, 'cluster', 'cluster.slots_served') ?? NaN,
    total: slotCount,
    unowned: runsText(whole.filter(({ owner }) => owner === null)),
    moving: movingSlots(look),
    counted: addresses.flatMap((address) => countedBy(look, address) ?? []),
    disputes: disputesOf(look, runs),
    voices: voicesOf(look),
    blind: blindSpots(look)
      .filter(({ ask, entity }) => entity.startsWith('node/') && (ask === 'INFO' || ask === 'CLUSTER NODES'))
      .map(({ entity, why }) => ({ address: entity.slice('node/'.length), why })),
  }
}

/** Slots of the cluster that nobody owns, as runs. */
export function unownedRuns(look: Look): readonly SlotRun[] {
  return withHoles(ownedRuns(look)).filter(({ owner }) => owner === null)
}

function withHoles(runs: readonly OwnedRun[]): readonly (SlotRun & { owner: string | null })[] {
  const whole: (SlotRun & { owner: string | null })[] = []
  let next = 0
  for (const run of runs) {
    if (run.from > next) whole.push({ from: next, to: run.from - 1, owner: null })
    whole.push(run)
    next = run.to + 1
  }
  if (next < slotCount) whole.push({ from: next, to: slotCount - 1, owner: null })
  return whole
}

function ownerOf(
  look: Look,
  address: string,
  runs: readonly OwnedRun[],
  failed: ReadonlySet<string>,
): SlotOwner {
  const entity = `node/${address}`
  const own = runs.filter(({ owner }) => owner === address)
  const count = countOf(own)
  const keys = number(look, entity, 'node.keys')
  return {
    address,
    id: text(look, entity, 'node.id') ?? '',
    slots: count,
    runs: runsText(own),
    configEpoch: numberOf(look.moment.fact(entity, 'node.config_epoch')),
    keys,
    keysPerSlot: keys === null || count === 0 ? null : keys / count,
    isServing: isServing(look, address) && !failed.has(address),
    replicas: replicasOf(look, address),
  }
}

export function replicasOf(look: Look, master: string): readonly string[] {
  return nodeAddresses(look).filter(
    (address) =>
      text(look, `node/${address}`, 'node.master') === master &&
      text(look, `node/${address}`, 'node.role') === 'replica',
  )
}

/** Masters that answer and own slots. */
export function slotMasters(look: Look): readonly string[] {
  return servingMasters(look).filter((address) => text(look, `node/${address}`, 'node.slots') !== '')
}

/** Replicas that could take over now: they answer, nobody calls them failed, their link is up. */
export function goodReplicas(look: Look, master: string, failed: ReadonlySet<string>): readonly string[] {
  return replicasOf(look, master).filter(
    (replica) =>
      isServing(look, replica) && !failed.has(replica) && text(look, `node/${replica}`, 'node.link') === 'up',
  )
}

/** What a node says of the others: flags by address. Only of nodes that answer now. */
export function viewsOf(
  look: Look,
): readonly { readonly voice: string; readonly flags: ReadonlyMap<string, readonly string[]> }[] {
  return nodeAddresses(look)
    .filter((voice) => isServing(look, voice))
    .flatMap((voice) => {
      const lines = list(look.moment.fact(`node/${voice}`, 'node.view')).map(record)
      if (lines.length === 0) return []
      const flags = lines.map(
        (line) => [stringOf(line['address']), stringOf(line['flags']).split(',')] as const,
      )
      return [{ voice, flags: new Map(flags) }]
    })
}

/** Whom more than half of those that answer call failed. Walks over every view of every node: ask it once. */
export function failedNodes(look: Look): ReadonlySet<string> {
  const views = viewsOf(look)
  const votes = new Map<string, number>()
  for (const { flags } of views)
    for (const [address, marks] of flags)
      if (marks.includes('fail')) votes.set(address, (votes.get(address) ?? 0) + 1)
  return new Set([...votes].filter(([, count]) => 2 * count > views.length).map(([address]) => address))
}

function disputesOf(look: Look, runs: readonly OwnedRun[]): readonly SlotDispute[] {
  return nodeAddresses(look).flatMap((voice) => {
    if (!isServing(look, voice)) return []
    const from = since(look, `node/${voice}`, 'node.dispute') ?? look.moment.at
    return list(look.moment.fact(`node/${voice}`, 'node.dispute'))
      .map(record)
      .map((run) => {
        const first = numberOf(run['from']) ?? 0
        return {
          from: first,
          to: numberOf(run['to']) ?? 0,
          voice,
          names: typeof run['owner'] === 'string' ? run['owner'] : null,
          shown: runs.find((one) => one.from <= first && first <= one.to)?.owner ?? null,
          since: from,
        }
      })
  })
}

function voicesOf(look: Look): SlotsData['voices'] {
  const views = new Map(viewsOf(look).map(({ voice, flags }) => [voice, flags]))
  return nodeAddresses(look).map((address) => {
    const entity = `node/${address}`
    const flags = views.get(address)
    const told = flags !== undefined
    return {
      address,
      state: told ? text(look, entity, 'node.cluster_state') : null,
      epoch: numberOf(look.moment.fact(entity, 'node.config_epoch')),
      slotsOk: number(look, entity, 'node.slots_ok'),
      knownNodes: number(look, entity, 'node.known_nodes'),
      failing: [...(flags ?? [])].flatMap(([of, marks]) => {
        const flag = (['fail', 'fail?'] as const).find((mark) => marks.includes(mark))
        return flag === undefined ? [] : [{ address: of, flag }]
      }),
      unlinked: told ? namesIn(look.moment.fact(entity, 'node.bus_missing')) : null,
      ailing: told ? ailingIn(look.moment.fact(entity, 'node.ailing')) : null,
      agrees: told ? look.moment.fact(entity, 'node.dispute') === undefined : null,
    }
  })
}

function countedBy(look: Look, address: string): SlotsData['counted'][number] | undefined {
  const told = record(look.moment.fact(`node/${address}`, 'node.fullest_slots'))
  const othersAtMost = numberOf(told['othersAtMost'])
  if (othersAtMost === null) return undefined
  const slots = list(told['slots'])
    .map(record)
    .map(({ slot, keys }) => ({ slot: numberOf(slot) ?? NaN, keys: numberOf(keys) ?? NaN }))
  return { address, slots, othersAtMost }
}

function ailingIn(fact: Json | undefined): SlotsData['voices'][number]['ailing'] {
  if (!Array.isArray(fact)) return null
  return list(fact)
    .map(record)
    .map(({ address, health }) => ({ address: stringOf(address), health: stringOf(health) }))
}
