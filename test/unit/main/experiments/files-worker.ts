import { parentPort, workerData } from 'node:worker_threads'
import type { ActorStart } from '../../../../src/main/experiments/actor-messages.ts'
import { actorThread } from '../../../../src/main/experiments/actor-thread.ts'
import { actors } from './files-actors.ts'

const load = async () => actors

/**
 * The thread of a client of the files, as `core/actor-worker.ts` is that of real ones. They go by the name of a known
 * system too, for tests of the core, which takes no target of an unknown one.
 */
if (parentPort !== null) await actorThread(parentPort, workerData as ActorStart, { files: load, kafka: load })
