import type {
  BeliefCell,
  BeliefMatrix,
  FailoverOutlook,
} from '../../../../../src/shared/systems/redis-sentinel-views.ts'
import type { MovingSlot, SlotOwner, SlotsData } from '../../../../../src/shared/systems/redis-slot-views.ts'
import type { NodeRow } from '../../../../../src/shared/systems/redis-views.ts'

/** A master that serves; a test says what differs. */
export function nodeRow(differs: Partial<NodeRow> = {}): NodeRow {
  return {
    ...{
      address: 'a:6379',
      id: null,
      state: 'serving',
      stateSince: null,
      why: null,
      version: 'redis 7.0.15',
    },
    ...{
      role: 'master',
      roleSince: null,
      master: null,
      link: null,
      linkSince: null,
      listed: null,
      offset: 1000,
    },
    ...{
      lagBytes: null,
      lagSeconds: null,
      silentSeconds: null,
      slots: '',
      slotCount: null,
      configEpoch: null,
    },
    ...{ clusterState: null, keys: 10, memory: 1e6, maxMemory: 0, commandsPerSecond: 5, clients: 2 },
    ...{ uptimeMs: 1e6, roundTripMs: 0.2, backlogHeld: 1000 },
    ...differs,
  }
}

export const replicaRow = (differs: Partial<NodeRow> = {}): NodeRow =>
  nodeRow({
    ...{ address: 'b:6379', role: 'replica', master: 'a:6379', link: 'up', listed: 'online' },
    ...{ lagBytes: 0, lagSeconds: 0, silentSeconds: 0 },
    ...differs,
  })

export function slotOwner(differs: Partial<SlotOwner> = {}): SlotOwner {
  return {
    ...{
      address: 'a:1',
      id: 'aa',
      slots: 8192,
      runs: '0–8191',
      configEpoch: 1,
      keys: 10,
      keysPerSlot: 0.001,
    },
    ...{ isServing: true, replicas: ['c:3'] },
    ...differs,
  }
}

export function movingSlot(differs: Partial<MovingSlot> = {}): MovingSlot {
  return {
    ...{ slot: 100, from: 'a:1', to: 'b:2', keysFrom: 6, keysTo: 2, is: 'both', since: 1000 },
    says: 'migrating, says a:1; importing, says b:2',
    ...differs,
  }
}

/** Two masters that share all slots; a test says what differs. */
export function slotsData(differs: Partial<SlotsData> = {}): SlotsData {
  return {
    owners: [slotOwner(), slotOwner({ address: 'b:2', id: 'bb', runs: '8192–16383', replicas: [] })],
    from: Uint16Array.of(0, 8192),
    to: Uint16Array.of(8191, 16_383),
    owner: Int16Array.of(0, 1),
    ...{
      served: 16_384,
      total: 16_384,
      unowned: '',
      moving: [],
      disputes: [],
      voices: [],
      blind: [],
      counted: [],
    },
    ...differs,
  }
}

export function cell(is: BeliefCell['is'], as: BeliefCell['as'] = 'replica'): BeliefCell {
  return { is, as, flags: '', since: null, silentMs: null }
}

export function outlook(differs: Partial<FailoverOutlook> = {}): FailoverOutlook {
  return {
    ...{ quorum: 2, known: 3, answering: 3, majority: 2, downBy: [], candidates: ['b:6379'], excluded: [] },
    ...{ can: 'yes', says: 'as it should be' },
    ...differs,
  }
}

/** Rows of cells by word, over a master and two replicas: enough to say who holds what. */
export function matrix(
  rows: readonly (readonly BeliefCell['is'][])[],
  differs: Partial<BeliefMatrix> = {},
): BeliefMatrix {
  const instances = ['m:1', 'r:2', 'r:3'].map((address, i) => ({
    address,
    kind: 'data' as const,
    role: i === 0 ? ('master' as const) : ('replica' as const),
  }))
  return {
    ...{ name: 'cache', address: 'm:1', given: [{ address: 'm:1', by: ['s1'] }], instances },
    rows: rows.map((cells, i) => ({
      ...{
        sentinel: `s${i + 1}`,
        address: 'm:1',
        configEpoch: 12,
        quorum: 2,
        quorumSays: 'OK',
        quorumOk: true,
      },
      cells: cells.map((is, column) => cell(is, column === 0 ? 'master' : 'replica')),
    })),
    failover: outlook(),
    ...differs,
  }
}
