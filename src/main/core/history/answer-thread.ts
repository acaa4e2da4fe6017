import type { MessagePort } from 'node:worker_threads'
import { asOrreryError } from '../../../shared/base/errors.ts'
import { openReader } from '../../store/reader.ts'
import type { System } from '../../systems/system.ts'
import { createAnswers } from './answers.ts'
import type { AnswerMessage, ToThread } from './history.ts'

/** Answers the questions that come to a thread, one after the other, until it is asked to stop. */
export function answerThread(port: MessagePort, systems: readonly System[]): void {
  const answers = createAnswers(openReader, systems)
  port.on('message', (asked: ToThread) => {
    if (asked === 'stop') {
      answers[Symbol.dispose]()
      port.close()
      return
    }
    const { id, question, arg } = asked
    let message: AnswerMessage
    try {
      message = { id, value: answers[question](arg as never) }
    } catch (thrown) {
      message = { id, error: asOrreryError(thrown).toData() }
    }
    port.postMessage(message)
  })
}
