import type { RunEntry } from '../../../../shared/api/experiments.ts'
import {
  type DeadLetterEntries,
  type Fate,
  foldDeadLetters,
  type MessageSeen,
  type Round,
} from '../../../../shared/systems/rabbitmq-dead-letter-run.ts'

export interface RoundDrawing {
  readonly round: Round
  readonly cells: readonly MessageSeen[]
}

/** The messages as they stood at an instant, and what stood between them and the queue for dead letters. */
export interface DeadLettersDrawing {
  readonly rounds: readonly RoundDrawing[]
  readonly published: number
  readonly confirmed: number
  readonly counts: Readonly<Record<Fate, number>>
  readonly deliveries: number
  readonly isDeclared: boolean
  readonly isRepaired: boolean
  /** Names of the run's objects, without what they all begin with. */
  readonly names: { readonly work: string; readonly exchange: string; readonly morgue: string }
}

export const fates: readonly Fate[] = ['ahead', 'queued', 'used', 'dead', 'lost', 'captured']

export function deadLettersDrawing(
  entries: readonly RunEntry[],
  perRound: number,
  until: number,
): DeadLettersDrawing {
  const shown = entries.filter(({ at }) => at <= until)
  const { messages, confirmed, isRepaired } = foldDeadLetters(shown, perRound)
  const declared = shown.find(({ what, kind }) => what === 'declared' && kind === 'observed')
  const data = declared?.data as unknown as DeadLetterEntries['declared'] | undefined
  const count = (fate: Fate) => messages.filter((message) => message.fate === fate).length
  return {
    rounds: ([1, 2] as const).map((round) => ({
      round,
      cells: messages.filter((message) => message.round === round),
    })),
    published: messages.length - count('ahead'),
    confirmed,
    counts: {
      ...{ ahead: count('ahead'), queued: count('queued'), used: count('used') },
      ...{ dead: count('dead'), lost: count('lost'), captured: count('captured') },
    },
    deliveries: messages.reduce((sum, message) => sum + message.deliveries, 0),
    isDeclared: data !== undefined,
    isRepaired,
    names: {
      work: shortName(data?.work ?? 'work'),
      exchange: shortName(data?.exchange ?? 'dlx'),
      morgue: shortName(data?.morgue ?? 'dead-letters'),
    },
  }
}

/** `orrery.x.14-k3f9.work` → `work`. */
function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
