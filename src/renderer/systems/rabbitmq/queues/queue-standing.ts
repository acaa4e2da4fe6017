import type { QueuesData } from '../../../../shared/systems/rabbitmq-queue-views.ts'
import { toneRank, type Words } from '../node-words.ts'

const broken: Readonly<Record<string, string>> = {
  down: 'down',
  crashed: 'crashed',
  stopped: 'stopped',
  minority: 'no majority',
}

/** How a queue is, in a word, of the state that the broker tells. */
export function stateWords(state: string | null): Words {
  if (state === null) return { tone: 'unknown', word: 'not observed' }
  const word = broken[state]
  if (word !== undefined) return { tone: 'bad', word }
  if (state === 'flow') return { tone: 'warn', word: 'flow: throttled' }
  return { tone: 'ok', word: state }
}

/** How a row of the list is: the state first, then what stands out. */
export function standingOf(data: QueuesData, row: number): Words {
  const state = stateWords(data.states[row] ?? null)
  if (state.tone === 'bad') return state
  // what was told of its state may be as old as its numbers
  if (Number.isNaN(data.ready[row])) return { tone: 'unknown', word: 'not observed' }
  const [members = NaN, online = NaN] = [data.members[row], data.online[row]]
  if (online <= members / 2) return { tone: 'bad', word: 'no majority' }
  if (data.losesDead[row] === 1) return { tone: 'bad', word: 'dead letters lost' }
  if (online < members) return { tone: 'warn', word: `${online} of ${members} members` }
  if (isUnattended(data, row)) return { tone: 'warn', word: 'nobody takes from it' }
  if (state.tone === 'warn') return state
  if ((data.findings[row] ?? 0) > 0) return { tone: 'warn', word: findingsWord(data.findings[row] ?? 0) }
  return state
}

const findingsWord = (count: number) => (count === 1 ? '1 finding' : `${count} findings`)

/** It holds messages, and there is no consumer. Where dead letters are parked there need be none. */
export const isUnattended = ({ consumers, ready, takesDead }: QueuesData, row: number) =>
  consumers[row] === 0 && (ready[row] ?? 0) > 0 && takesDead[row] !== 1

export const standingRank = (data: QueuesData, row: number): number => toneRank(standingOf(data, row).tone)

export const isTroubled = (data: QueuesData, row: number): boolean => {
  const { tone } = standingOf(data, row)
  return tone === 'bad' || tone === 'warn' || (data.findings[row] ?? 0) > 0
}
