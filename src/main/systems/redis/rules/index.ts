import type { Rule } from '../../rule.ts'
import { backlogSize } from './backlog-size.ts'
import { clusterState } from './cluster-state.ts'
import { memoryFull } from './memory-full.ts'
import { minReplicas } from './min-replicas.ts'
import { noCandidate } from './no-candidate.ts'
import { noReplica } from './no-replica.ts'
import { nodeDown } from './node-down.ts'
import { oneHost } from './one-host.ts'
import { replicaBarred } from './replica-barred.ts'
import { replicaBehind } from './replica-behind.ts'
import { replicaLink } from './replica-link.ts'
import { resyncLoop } from './resync-loop.ts'
import { saveFailed } from './save-failed.ts'
import { sentinelMajority } from './sentinel-majority.ts'
import { sentinelQuorum } from './sentinel-quorum.ts'
import { sentinelSplit } from './sentinel-split.ts'
import { sentinelsGone } from './sentinels-gone.ts'
import { shadowKeys } from './shadow-keys.ts'
import { slotStuck } from './slot-stuck.ts'
import { slotsClaimedTwice } from './slots-claimed-twice.ts'
import { slotsDisputed } from './slots-disputed.ts'
import { slotsUncovered } from './slots-uncovered.ts'
import { splitBrain } from './split-brain.ts'
import { twoHistories } from './two-histories.ts'

export const redisRules: readonly Rule[] = [
  ...[
    nodeDown,
    clusterState,
    slotsUncovered,
    slotsDisputed,
    slotsClaimedTwice,
    slotStuck,
    shadowKeys,
    oneHost,
  ],
  ...[
    noReplica,
    replicaBarred,
    replicaLink,
    replicaBehind,
    backlogSize,
    resyncLoop,
    twoHistories,
    minReplicas,
  ],
  ...[sentinelQuorum, sentinelSplit, splitBrain, sentinelsGone, sentinelMajority, noCandidate],
  ...[memoryFull, saveFailed],
]
