import { parentPort, workerData } from 'node:worker_threads'
import type { ActorStart } from '../experiments/actor-messages.ts'
import { actorThread } from '../experiments/actor-thread.ts'
import { actors } from '../systems/actors.ts'

/** The thread of one client of an experiment. */
if (parentPort !== null) await actorThread(parentPort, workerData as ActorStart, actors)
