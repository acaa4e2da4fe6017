import { parentPort } from 'node:worker_threads'
import { asOrreryError } from '../../shared/base/errors.ts'
import { openReader } from '../store/reader.ts'
import { systems } from '../systems/index.ts'
import { createAnswers } from './history/answers.ts'
import type { AnswerMessage, ToThread } from './history/history.ts'

/** The thread of the past: opens files read-only, and runs the views of moments that are over. */
const answers = createAnswers(openReader, systems)

parentPort?.on('message', (asked: ToThread) => {
  if (asked === 'stop') {
    answers[Symbol.dispose]()
    parentPort?.close()
    return
  }
  const { id, question, arg } = asked
  let message: AnswerMessage
  try {
    message = { id, value: answers[question](arg as never) }
  } catch (thrown) {
    message = { id, error: asOrreryError(thrown).toData() }
  }
  parentPort?.postMessage(message)
})
