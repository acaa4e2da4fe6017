import type { DeadLetter } from '../../../shared/systems/rabbitmq-queue-views.ts'
import type { Tone } from '../../components/tone.ts'
import { exchangeLabel } from '../../../shared/systems/rabbitmq-names.ts'

export interface Ending {
  readonly tone: Tone
  /** "orders.dead", "dropped", "lost: no exchange" */
  readonly word: string
}

/** Where a message ends that a queue gives up. */
export function endingOf({ ends, queues, exchange }: DeadLetter): Ending {
  switch (ends) {
    case 'none':
      return { tone: 'quiet', word: 'dropped' }
    case 'missing':
      return { tone: 'bad', word: 'lost: no exchange' }
    case 'nowhere':
      return { tone: 'bad', word: exchange === '' ? 'lost: no queue' : 'lost: no binding' }
    case 'depends':
      return { tone: 'quiet', word: 'depends on the message' }
    case 'queues':
      return { tone: 'ok', word: listedQueues(queues) }
  }
}

function listedQueues(queues: readonly string[]): string {
  const [first = ''] = queues
  return queues.length > 1 ? `${first} +${queues.length - 1}` : first
}

/** "dlx.orders, key dead" */
export function targetWords({ exchange, key }: DeadLetter): string {
  if (exchange === null) return 'none'
  return key === null ? exchangeLabel(exchange) : `${exchangeLabel(exchange)}, key ${key}`
}
