import { parentPort } from 'node:worker_threads'
import { systems } from '../systems/index.ts'
import { answerThread } from './history/answer-thread.ts'

/** The thread of the past: opens files read-only, and runs the views of moments that are over. */
if (parentPort !== null) answerThread(parentPort, systems)
