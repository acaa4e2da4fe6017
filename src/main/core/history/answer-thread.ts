import { type MessagePort, workerData } from 'node:worker_threads'
import { asOrreryError } from '../../../shared/base/errors.ts'
import { openArchiveReader, openReader } from '../../store/reader.ts'
import type { System } from '../../systems/system.ts'
import { createAnswers } from './answers.ts'
import type { AnswerMessage, AskMessage, ThreadOptions, ToThread } from './history.ts'
import { withCare } from './with-care.ts'

/** Answers the questions that come to a thread, one after the other, until it is asked to stop. */
export function answerThread(port: MessagePort, systems: readonly System[]): void {
  const { readsArchives = false } = (workerData ?? {}) as ThreadOptions
  const answers = createAnswers(readsArchives ? openArchiveReader : openReader, systems)
  const answer = ({ question, arg }: Pick<AskMessage, 'question' | 'arg'>) => answers[question](arg as never)
  const post = readsArchives ? withCare(answer, () => answers.forget()) : answer
  port.on('message', (asked: ToThread) => {
    if (asked === 'stop') {
      answers[Symbol.dispose]()
      port.close()
      return
    }
    tell(port, asked.id, () => post(asked))
  })
}

function tell(port: MessagePort, id: number, work: () => unknown): void {
  try {
    port.postMessage({ id, value: work() } satisfies AnswerMessage)
  } catch (thrown) {
    port.postMessage({ id, error: asOrreryError(thrown).toData() } satisfies AnswerMessage)
  }
}
