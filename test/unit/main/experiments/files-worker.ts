import { parentPort, workerData } from 'node:worker_threads'
import type { ActorStart } from '../../../../src/main/experiments/actor-messages.ts'
import { actorThread } from '../../../../src/main/experiments/actor-thread.ts'
import { actors } from './files-actors.ts'

/** The thread of a client of the files, as `core/actor-worker.ts` is that of real ones. */
if (parentPort !== null)
  await actorThread(parentPort, workerData as ActorStart, { files: async () => actors })
